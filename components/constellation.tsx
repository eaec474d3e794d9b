/** Puppis as it stands in the sky (J2000; east is left). Radii follow the stars' magnitudes. Decoration only. */
const stars = {
  naos: [27, 180, 4.2],
  rho: [18, 23, 3.2],
  xi: [52, 29, 2.8],
  azmidi: [72, 48, 2.4],
  ahadi: [116, 151, 3.3],
  nu: [194, 212, 2.9],
  tau: [170, 286, 3.1],
  hadir: [92, 213, 2.9],
} as const;
const lines: [keyof typeof stars, keyof typeof stars][] = [
  ['rho', 'xi'],
  ['xi', 'azmidi'],
  ['azmidi', 'ahadi'],
  ['ahadi', 'nu'],
  ['nu', 'tau'],
  ['tau', 'hadir'],
  ['hadir', 'naos'],
  ['naos', 'rho'],
  ['ahadi', 'hadir'],
];

export function Constellation({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 212 306" className={className} aria-hidden="true" focusable="false">
      {lines.map(([from, to]) => (
        <line
          key={from + to}
          x1={stars[from][0]}
          y1={stars[from][1]}
          x2={stars[to][0]}
          y2={stars[to][1]}
          stroke="currentColor"
          strokeWidth="0.8"
          opacity="0.45"
        />
      ))}
      {Object.entries(stars).map(([name, [x, y, r]]) => (
        <circle key={name} cx={x} cy={y} r={r} className={name === 'naos' ? 'fill-star' : 'fill-current'} />
      ))}
    </svg>
  );
}
