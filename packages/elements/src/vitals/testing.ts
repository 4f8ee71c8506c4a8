import type { Client } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import type { Reading } from '@nelumbo/core/vitals';
import { testClient } from '../base/testing.js';

/** A real client whose clock stands at the page's time and in its zone, as a browser's does, and its storage for faults. */
export async function vitalsClient(readings: readonly Reading[] = []): Promise<{ client: Client; platform: ReturnType<typeof memoryPlatform> }> {
  const platform = memoryPlatform({
    webcrypto: globalThis.crypto,
    start: Date.now(),
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone, // else the two would count other days between 16:00 and midnight UTC
  });
  const client = await testClient({ platform });
  if (readings.length) await client.vitals.record(readings);
  return { client, platform };
}

/** A blood pressure taken at home, so many days ago. */
export const pressure = (systolic: number, diastolic: number, daysAgo: number): Reading => ({
  measure: 'blood-pressure',
  values: { systolic, diastolic },
  at: Date.now() - daysAgo * 86_400_000,
  context: { setting: 'home' },
});

/** Waits until `found` gives something; for what an element loads on its own. */
export async function eventually<T>(found: () => T | null | undefined | false): Promise<T> {
  const start = performance.now();
  while (performance.now() - start < 15_000) {
    const value = found();
    if (value) return value;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  throw new Error('It never came.');
}

/** The text that an element shows. */
export const textOf = (element: Element): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');

/** Types into a field as a user does. */
export function type(element: Element, id: string, text: string): void {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!; // the test knows the field
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Presses the button with this label. */
export function press(element: Element, label: string): void {
  const buttons = [...element.shadowRoot!.querySelectorAll('button')]; // an element of ours has a shadow root
  const button = buttons.find((b) => b.textContent.trim() === label);
  if (!button) throw new Error(`There is no button “${label}”, only ${buttons.map((b) => b.textContent.trim()).join(', ')}.`);
  button.click();
}
