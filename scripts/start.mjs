/**
 * `npm start`: from a fresh clone to a running Puppis. `start.mjs web|worker|gateway` runs one role alone, `--dev` all
 * with their sources watched. Written for old Nodes up to the version check; everything else is imported after it.
 */
var wanted = [20, 19];
var version = process.versions.node.split('.').map(Number);

if (version[0] < wanted[0] || (version[0] === wanted[0] && version[1] < wanted[1])) {
  console.error('Puppis needs Node.js ' + wanted.join('.') + ' or newer; this is ' + process.versions.node + '.');
  console.error('Debian 13 has it (apt install nodejs npm); for other systems see https://nodejs.org/en/download');
  process.exit(1);
}
import('./start/main.mjs').then(function (start) {
  return start.main(process.argv.slice(2));
});
