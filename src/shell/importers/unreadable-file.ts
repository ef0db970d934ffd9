/**
 * A file that cannot be read, by the code of the system (`ENOENT`) or one of ours (`not-a-file`).
 *
 * The command line says it with the sentence `failure-<code>` of the catalogue.
 */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
  readonly file: string
  readonly code: string
  /** What the sentence needs beside the file. */
  readonly holes: Readonly<Record<string, string>>

  constructor(file: string, code: string, holes: Readonly<Record<string, string>> = {}) {
    super(`${file}: ${code}`)
    this.file = file
    this.code = code
    this.holes = holes
  }
}
