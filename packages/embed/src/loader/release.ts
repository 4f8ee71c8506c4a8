/** What a build knows of its own files. `bin/write-release.mjs` writes it into nelumbo.js, after all other files have their last byte. */
export interface Release {
  readonly version: string;
  readonly prefix: string;
  /** The file that nearly every element needs: Lit, provider, tokens. */
  readonly base: readonly [file: string, integrity: string];
  /** Pattern of the rooms, all but `core`: in its name, a file or a tag says which table lists it. */
  readonly rooms: string;
  /** Room -> hash of its {@link Table}. */
  readonly tables: Readonly<Record<string, string>>;
}

/** `files-<room>.json`: what a room's elements load. Apart, so that the loader need not carry two hundred hashes to a page with one element. */
export interface Table {
  /** Tag without the prefix -> file, then files that the element loads by itself: fetched together, not one journey to the server after the other. */
  readonly tags?: Readonly<Record<string, readonly [file: string, ...ahead: string[]]>>;
  /** File -> hash, then the files that it imports, which stand in the same table; the base stands in none. */
  readonly files: Readonly<Record<string, readonly [integrity: string, ...imports: string[]]>>;
  /** For files that are not here, first fit wins: a pattern of their names, the table, its hash. */
  readonly more?: readonly (readonly [pattern: string, table: string, integrity: string])[];
}
