/** The walls between the rooms (docs/architecture.md). Paths are resolved first, so a relative import is held as well. */
const ours = '^(app|components|lib|prisma|scripts|e2e)/';
const engineRooms = '^lib/(providers|orchestrators|worker|gateway)/|^node_modules/(dockerode|docker-modem)/';
const test = '\\.(test|engine)\\.tsx?$|^lib/testing/';
const wall = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    wall('no-circular', {}, { circular: true }, 'A cycle means two rooms are one.'),
    wall(
      'domain-is-pure',
      { path: '^lib/domain/', pathNot: test },
      { path: ours, pathNot: '^lib/domain/' },
      'Domain imports nothing of ours.',
    ),
    wall(
      'app-through-services',
      { path: '^app/', pathNot: test },
      { path: '^lib/(repositories|pki|bundle)/|^prisma/|^node_modules/(@prisma|dockerode|node-forge|archiver)/' },
      'Pages and actions use services.',
    ),
    wall(
      'web-reaches-no-engine',
      { path: '^(app|components)/|^(proxy|instrumentation)\\.ts$' },
      { path: engineRooms, reachable: true },
      'Not even transitively.',
    ),
    wall(
      'components-are-presentational',
      { path: '^components/' },
      { path: '^(app|lib)/', pathNot: '^lib/(schemas|queries|domain)/' },
      'Props in, markup out.',
    ),
    wall(
      'services-reach-no-engine',
      { path: '^lib/services/', pathNot: test },
      { path: `${engineRooms}|^app/|^components/` },
      'Services write spec only.',
    ),
    wall(
      'services-below-auth',
      { path: '^lib/services/', pathNot: test },
      { path: '^lib/(auth|action|route)' },
      'Services do not know how people sign in.',
    ),
    wall(
      'repositories-are-low',
      { path: '^lib/repositories/', pathNot: test },
      { path: '^(app|components)/|^lib/(services|auth|worker|gateway|providers|orchestrators|bundle)/' },
      'Repositories know no use-case.',
    ),
    wall(
      'client-safe',
      { path: '^lib/(schemas|queries)/', pathNot: test },
      { path: '^lib/', pathNot: '^lib/(schemas|queries|domain)/' },
      'Shared with the browser.',
    ),
    wall(
      'one-dockerode',
      { path: ours, pathNot: '^lib/providers/docker/' },
      { path: '^node_modules/(dockerode|docker-modem)/' },
      'Only the Docker provider speaks dockerode.',
    ),
    wall(
      'one-prisma',
      { path: ours, pathNot: '^lib/repositories/|^prisma/|^scripts/schema-diff' },
      { path: '^node_modules/@prisma/|^prisma/(sqlite|postgresql)/client/' },
      'Only repositories speak Prisma.',
    ),
    wall(
      'one-sqlite',
      { path: '^(app|components|lib)/', pathNot: `^lib/repositories/|${test}` },
      { path: '^node_modules/(@libsql|libsql)/' },
      'Nor does anything else speak SQL.',
    ),
    wall(
      'gateway-apart',
      { path: '^lib/gateway/', pathNot: test },
      { path: '^lib/(worker|orchestrators)/' },
      'Roles meet at rows only.',
    ),
    wall(
      'worker-apart',
      { path: '^lib/worker/', pathNot: test },
      { path: '^lib/gateway/' },
      'Roles meet at rows only.',
    ),
    wall('no-unresolved', {}, { couldNotResolve: true, pathNot: '^bun:' }, 'Every import must resolve.'),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/[a-z]+/client/'] },
    exclude: { path: '^(\\.next|dist|data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
