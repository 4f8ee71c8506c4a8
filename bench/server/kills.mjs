import { observation } from './observation.mjs';
import { send, startHost, tokenOf } from './stage.mjs';

/** Ids and versions of everything that the patient has. */
async function storedOf(host, token) {
  const stored = new Map();
  for (let path = '/Observation?_count=500&_sort=_lastUpdated'; path;) {
    const { body } = await send(host.url, token, 'GET', path);
    for (const { resource } of body.entry ?? []) stored.set(resource.id, Number(resource.meta.versionId));
    path = body.link.find(({ relation }) => relation === 'next')?.url.slice(host.url.length);
  }
  return stored;
}

/** Creates and updates until the server is gone; `acknowledged` holds the last version that was answered. */
async function writeUntilCutOff(host, token, acknowledged, count) {
  for (;;) {
    const made = await send(host.url, token, 'POST', '/Observation', observation('ann', acknowledged.size));
    if (made.status !== 201) throw new Error(`create answered ${made.status}`);
    count.of++;
    acknowledged.set(made.body.id, 1);
    const changed = { ...made.body, status: 'amended' };
    const updated = await send(host.url, token, 'PUT', `/Observation/${made.body.id}`, changed);
    if (updated.status !== 200) throw new Error(`update answered ${updated.status}`);
    count.of++;
    acknowledged.set(made.body.id, 2);
  }
}

/**
 * Kills the server `rounds` times in the middle of eight writers and looks for what it had acknowledged.
 * @returns writes acknowledged in all, and how many of them were not there after the next start
 */
export async function killOften(file, data, definitionsFile, rounds, eachRound) {
  const acknowledged = new Map();
  const count = { of: 0 };
  const token = await tokenOf('ann');
  let lost = 0;
  const look = async (host) => {
    const stored = await storedOf(host, token);
    for (const [id, version] of acknowledged) if ((stored.get(id) ?? 0) < version) lost++;
  };
  for (let round = 0; round < rounds; round++) {
    const host = await startHost(file, data, definitionsFile);
    await look(host);
    const before = count.of;
    const writers = Promise.allSettled(Array.from({ length: 8 }, () => writeUntilCutOff(host, token, acknowledged, count)));
    while (count.of < before + eachRound + round * 7) await new Promise((resolve) => setImmediate(resolve));
    await host.kill('SIGKILL');
    const wrong = (await writers).find(({ reason }) => /answered/.test(reason?.message ?? ''));
    if (wrong) throw wrong.reason;
  }
  const last = await startHost(file, data, definitionsFile);
  await look(last);
  await last.kill('SIGTERM');
  return { acknowledged: count.of, lost };
}
