// A job of the server: many records priced on all its nodes, while the page says how far it is.
import { BASE, NoAnswer, refused } from './fhir.js';
import { OPERATION } from './request.js';

const PROGRESS = /priced (\d+) of (\d+)/;
const SECONDS = 2;

/** Sends NDJSON and returns the address of the job. The records are the body; the address says the payer and the place alone. */
export async function startJob(ndjson, { payer, place }, signal) {
  const terms = new URLSearchParams({ ...(payer && { payer }), ...(place && { placeOfService: place }) });
  const answer = await reach(`${BASE}/${OPERATION}?${terms}`, { method: 'POST', headers: { Prefer: 'respond-async', 'Content-Type': 'application/fhir+ndjson' }, body: ndjson, signal });
  if (answer.status !== 202) throw await refused(answer);
  return addressOf(answer.headers.get('Content-Location'));
}

/** A job is asked where the page comes from, whatever name the server has for itself behind a proxy. */
export const addressOf = (text) => `${BASE}/$price-units-job/${encodeURIComponent(text.trim().split('/').at(-1))}`;

/** Waits for the end of a job and returns its manifest; `progress` is called with how many are done, of how many. */
export async function follow(address, progress, signal) {
  for (;;) {
    const answer = await reach(address, { signal });
    if (answer.status === 200) return reached(answer.json());
    if (answer.status !== 202) throw await refused(answer);
    const [, done, all] = PROGRESS.exec(answer.headers.get('X-Progress') ?? '') ?? [];
    progress(Number(done ?? 0), Number(all ?? 0));
    await pause(1000 * Number(answer.headers.get('Retry-After') ?? SECONDS), signal);
  }
}

/** The files of one type that a manifest names; the manifest of a submission names its outcomes without a type. */
export const filesOf = (manifest, type) => [
  ...(manifest.output ?? []),
  ...(manifest.error ?? []),
  ...(manifest.outcome ?? []).map((file) => ({ type: 'OperationOutcome', ...file })),
].filter((file) => file.type === type);

/** The resources of the files of one type that a manifest names. */
export async function resourcesOf(manifest, type, signal) {
  const found = [];
  for (const { url } of filesOf(manifest, type)) {
    const file = await reach(`${BASE}/${url.slice(url.indexOf('$price-units-job'))}`, { signal });
    if (!file.ok) throw await refused(file);
    for (const line of (await reached(file.text())).split('\n')) if (line) found.push(JSON.parse(line));
  }
  return found;
}

/** Ends a job that works, and removes its records and files from the server, also while the page is left. */
export const remove = (address) => fetch(address, { method: 'DELETE', keepalive: true }).catch(() => {});

const reach = (address, request) => reached(fetch(address, request));

/** What is asked of the server; NoAnswer where the way to it breaks. */
async function reached(asked) {
  try {
    return await asked;
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    throw new NoAnswer('The server cannot be reached.');
  }
}

const pause = (milliseconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
});
