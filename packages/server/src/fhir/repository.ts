import { randomUUID } from 'node:crypto';
import type { FhirRepository as Library } from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { Scope } from '../access/scope.js';
import type { TenantDatabase } from '../storage/tenant-database.js';
import { FhirRepository, OperationOutcomeError } from './medplum.js';
import { parseQuery } from './query.js';
import { RecordStore } from './record-store.js';
import { Refusal } from './refusal.js';
import { statuses } from './statuses.js';
import { resourceTypes } from './resource-types.js';

type SearchRequest = Parameters<Library['search']>[0];

/** The prefix that the library split off a value; plain equality has none. */
const prefixOf = (operator: string): string => (/^(ne|gt|lt|ge|le|sa|eb)$/.test(operator) ? operator : '');

/**
 * One request's view of a tenant for @medplum/fhir-router. The routes of `router.ts` use {@link RecordStore}; the library itself
 * needs ids, transactions, and the search by which it resolves conditional entries of a bundle.
 */
export class ScopedRepository extends FhirRepository {
  readonly store: RecordStore;
  constructor(
    readonly database: TenantDatabase,
    readonly scope: Scope,
    writing = false,
  ) {
    super();
    this.store = new RecordStore(database, scope, writing);
  }

  /** Runs `work` on a store that can write, in one transaction; inside of one, in that. */
  write<T>(work: (store: RecordStore) => T): Promise<T> {
    if (this.store.writing) return Promise.resolve().then(() => work(this.store));
    return this.database.transaction(() => work(new RecordStore(this.database, this.scope, true)));
  }

  override async withTransaction<T>(callback: (repository: this) => Promise<T>): Promise<T> {
    if (this.store.writing) return callback(this);
    // `this` is this class: nobody extends it
    return this.database.transaction(() => callback(new ScopedRepository(this.database, this.scope, true) as this));
  }

  override generateId(): string {
    return randomUUID();
  }

  override search<T extends Resource>(request: SearchRequest): Promise<Bundle<T & { id: string }>> {
    return Promise.resolve().then(() => this.#search<T>(request));
  }

  /** The search by which the library resolves the conditions of a bundle's entries. */
  #search<T extends Resource>(request: SearchRequest): Bundle<T & { id: string }> {
    try {
      const type = request.resourceType;
      if (!Object.hasOwn(resourceTypes, type)) throw new Refusal(404, 'not-supported', 'This server does not keep that type.');
      if (!this.scope.allows(type, 'search')) throw new Refusal(403, 'forbidden', 'The token does not allow to search this type.');
      const pairs = (request.filters ?? []).map(({ code, operator, value }): [string, string] => [code, prefixOf(operator) + value]);
      const { resources } = this.store.search({ ...parseQuery(type, pairs), count: request.count ?? 20 });
      return { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource: resource as unknown as T & { id: string } })) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new OperationOutcomeError(statuses.tag(error));
    }
  }

  override setMode(): void {
    // the store itself reads from the reader and writes to the writer
  }

  override createResource = this.#unused;
  override readResource = this.#unused;
  override readReference = this.#unused;
  override readReferences = this.#unused;
  override readHistory = this.#unused;
  override readVersion = this.#unused;
  override updateResource = this.#unused;
  override deleteResource = this.#unused;
  override patchResource = this.#unused;
  override searchByReference = this.#unused;

  /** Routes of the library that `router.ts` replaces or leaves out; reaching one is a mistake of ours. */
  #unused(): Promise<never> {
    return Promise.reject(new Error('This route of the library is not in use.'));
  }
}
