import type { Connection, SqlValue } from './connection.js';

/** Who did what to whose data; names and ids, never a value. */
export interface AuditLine {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Whose data; '' for what belongs to the tenant. */
  readonly patient: string;
  /** The subject of the token. */
  readonly user: string;
  /** SMART's `fhirUser`, '' without one. */
  readonly agent: string;
  /** FHIR's name of the interaction, such as `read` or `search-type`. */
  readonly action: string;
  readonly type: string;
  /** '' for a search. */
  readonly id: string;
  /** 0 when none was named. */
  readonly version: number;
  /** The id of the Consent that opened it, '' for the patient's own token. */
  readonly consent: string;
}

/** Milliseconds that lines of reads wait, so that many share one commit. */
const delayMs = 100;
/** Lines that wait at most while the disk refuses them; then the oldest go. */
const maxWaiting = 20_000;

/**
 * The audit of one tenant. Lines of writes go into the transaction of the write; lines of reads are gathered and committed together,
 * so that a read waits for no disk.
 */
export class AuditTrail {
  #waiting: AuditLine[] = [];
  #timer: NodeJS.Timeout | undefined;
  #serial = 0;

  /** @param commit - runs `work` on the writer in a transaction of its own, in turn */
  constructor(
    private readonly writer: () => Connection,
    private readonly commit: (work: () => void) => Promise<void>,
  ) {}

  /** Writes the line of a write; only inside its transaction. */
  write(line: AuditLine): void {
    const { patient, at, user, agent, action, type, id, version, consent } = line;
    const values: SqlValue[] = [patient, at, this.#serial++, user, agent, action, type, id, version, consent];
    this.writer().run('INSERT INTO audit VALUES (?,?,?,?,?,?,?,?,?,?)', ...values);
  }

  /** Takes the line of a read; it is on disk within {@link delayMs}. */
  note(line: AuditLine): void {
    this.#waiting.push(line);
    if (this.#waiting.length > maxWaiting) this.#waiting.shift();
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), delayMs); // a full disk: the lines wait for the next read
  }

  /** Commits what waits. Never inside of a transaction, whose turn it would wait for. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#waiting;
    if (lines.length === 0) return;
    this.#waiting = [];
    try {
      await this.commit(() => lines.forEach((line) => this.write(line)));
    } catch (error) {
      this.#waiting = [...lines, ...this.#waiting];
      throw error;
    }
  }
}
