// Runs every gate and ends with 1 if one fails. `run.mjs suite|inspector|clients|published` runs some.
import { clients } from './clients.mjs';
import { inspector } from './inspector.mjs';
import { published } from './published.mjs';
import { suite } from './suite.mjs';

const parts = { suite, inspector, clients, published };
const wanted = process.argv.slice(2);
let failures = 0;

async function gate(name, work) {
  const start = Date.now();
  try {
    const said = await Promise.race([work(), tooLong(name)]);
    console.log(`ok    ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)${said ? `: ${said}` : ''}`);
  } catch (error) {
    failures++;
    console.log(`FAIL  ${name}: ${error.stack}`);
  }
}

/** No gate hangs the whole run. */
function tooLong(name) {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${name} took more than five minutes`)), 300_000).unref();
  });
}

for (const [name, part] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await part(gate);
}
console.log(failures === 0 ? 'all gates passed' : `${failures} gates failed`);
process.exit(failures === 0 ? 0 : 1);
