/** The shape of a house rule: from one file to what is wrong in it. */
import type { Complaint, Text } from './tree.ts'

export type Say = (line: number, said: string) => void

/** A rule whose complaints carry its name and the path of the file. */
export function rule<T extends Text>(name: string, check: (file: T, say: Say) => void) {
  return (file: T): Complaint[] => {
    const found: Complaint[] = []
    check(file, (line, said) => found.push({ rule: name, path: file.path, line, said }))
    return found
  }
}
