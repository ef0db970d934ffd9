/** Builds the command line into a folder of the package: `vigie.js`, and its chunks. */
export function bundle(folder: string): Promise<void>
