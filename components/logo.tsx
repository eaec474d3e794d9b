/** The mark: a stern built of three planks (a cluster's segments) under the star Naos, the brightest of Puppis. */
export function LogoMark({ className = 'size-8' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <path
        className="fill-star"
        d="M21.5 1.5c.5 3.9 1.6 5 5.5 5.5-3.9.5-5 1.6-5.5 5.5-.5-3.9-1.6-5-5.5-5.5 3.9-.5 5-1.6 5.5-5.5Z"
      />
      <g fill="currentColor">
        <path d="M2.5 14.5h27c-.2 1.8-.6 3.2-1.2 4.6H3.7c-.6-1.4-1-2.8-1.2-4.6Z" />
        <path d="M4.6 20.8h22.8c-.8 1.6-1.8 2.9-3 4H7.6c-1.2-1.1-2.2-2.4-3-4Z" />
        <path d="M9.7 26.5h12.6c-1.9 1.3-4 2-6.3 2s-4.4-.7-6.3-2Z" />
      </g>
    </svg>
  );
}
