/** Reads an expression of the corpus, and gives for each of its parts what computes it. */
import { ARITHMETIC, at, COMPARISONS, negative, slice } from './operators.ts'
import type { Token } from './tokens.ts'
import type { Value } from './values.ts'
import { exact, isCallable, isList, isTable, isTrue, keyOf, show } from './values.ts'

type Scope = ReadonlyMap<string, Value>
type Run = (scope: Scope) => Value

/** Reads by recursive descent, and gives for each part what computes it. */
export class Parser {
  private place = 0
  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  whole(): Run {
    const run = this.choice()
    if (this.now.kind !== 'end') throw new Error(`${this.now.text} was not expected`)
    return run
  }

  private get now(): Token {
    return this.tokens[this.place] ?? { kind: 'end', text: '' }
  }

  private is(...texts: readonly string[]): boolean {
    return this.now.kind !== 'text' && texts.includes(this.now.text)
  }

  private take(...texts: readonly string[]): boolean {
    if (!this.is(...texts)) return false
    this.place += 1
    return true
  }

  private need(text: string): void {
    if (!this.take(text)) throw new Error(`${text} was expected, not ${this.now.text}`)
  }

  private word(): string {
    const { text } = this.now
    this.place += 1
    return text
  }

  private choice(): Run {
    if (this.take('lambda')) return this.lambda()
    const yes = this.either()
    if (!this.take('if')) return yes
    const test = this.either()
    this.need('else')
    const no = this.choice()
    return (scope) => (isTrue(test(scope)) ? yes(scope) : no(scope))
  }

  private lambda(): Run {
    const names = this.names(':')
    const body = this.choice()
    return (scope) => ({ call: (given) => body(bound(scope, names, given)) })
  }

  /** Names up to a word that ends them: `o,s,c in`. */
  private names(end: string): readonly string[] {
    const names: string[] = []
    do names.push(this.word())
    while (this.take(','))
    this.need(end)
    return names
  }

  private either(): Run {
    const left = this.both()
    if (!this.take('or')) return left
    const right = this.either()
    return (scope) => {
      const value = left(scope)
      return isTrue(value) ? value : right(scope)
    }
  }

  private both(): Run {
    const left = this.negated()
    if (!this.take('and')) return left
    const right = this.both()
    return (scope) => {
      const value = left(scope)
      return isTrue(value) ? right(scope) : value
    }
  }

  private negated(): Run {
    if (!this.take('not')) return this.comparison()
    const run = this.negated()
    return (scope) => !isTrue(run(scope))
  }

  private comparison(): Run {
    const first = this.sum()
    const links: { readonly sign: string; readonly run: Run }[] = []
    for (let sign = this.comparer(); sign !== undefined; sign = this.comparer()) {
      links.push({ sign, run: this.sum() })
    }
    if (links.length === 0) return first
    return (scope) => {
      let left = first(scope)
      return links.every(({ sign, run }) => {
        const before = left
        left = run(scope)
        return COMPARISONS[sign]?.(before, left) ?? false
      })
    }
  }

  /** `<=`, `is not`, `in`: what compares, where it comes next. */
  private comparer(): string | undefined {
    if (this.take('is')) return this.take('not') ? 'is not' : 'is'
    if (this.take('not')) {
      this.need('in')
      return 'not in'
    }
    return this.is('<', '<=', '>', '>=', '==', '!=', 'in') ? this.word() : undefined
  }

  private sum(): Run {
    return this.chain(['+', '-'], () => this.chain(['*', '/', '//', '%'], () => this.sign()))
  }

  private chain(signs: readonly string[], part: () => Run): Run {
    let left = part()
    while (this.is(...signs)) {
      const before = left
      const compute = ARITHMETIC[this.word()]
      const right = part()
      left = (scope) => compute?.(before(scope), right(scope)) ?? null
    }
    return left
  }

  private sign(): Run {
    if (!this.take('-')) return this.parts()
    const run = this.sign()
    return (scope) => negative(run(scope))
  }

  private parts(): Run {
    let run = this.atom()
    while (this.is('(', '[', '.')) {
      if (this.take('(')) run = this.called(run)
      else if (this.take('[')) run = this.indexed(run)
      else run = this.method(run)
    }
    return run
  }

  private called(target: Run): Run {
    const given: Run[] = []
    const named: (readonly [string, Run])[] = []
    while (!this.take(')')) {
      if (this.tokens[this.place + 1]?.text === '=') {
        const name = this.word()
        this.need('=')
        named.push([name, this.choice()])
      } else given.push(this.comprehension())
      if (!this.is(')')) this.need(',')
    }
    return (scope) => {
      const callable = target(scope)
      if (!isCallable(callable)) throw new Error(`${show(callable)} is not called`)
      const values = given.map((run) => run(scope))
      return callable.call(values, new Map(named.map(([name, run]) => [name, run(scope)])))
    }
  }

  /** `r*n for r,n in rows if n>0`, as a list; or a plain value. */
  private comprehension(): Run {
    const body = this.choice()
    if (!this.take('for')) return body
    const names = this.names('in')
    const source = this.either()
    const test = this.take('if') ? this.either() : () => true
    return (scope) => {
      const list = source(scope)
      if (!isList(list)) throw new Error(`${show(list)} is no list`)
      return list
        .map((one) => bound(scope, names, names.length === 1 || !isList(one) ? [one] : one))
        .filter((inner) => isTrue(test(inner)))
        .map(body)
    }
  }

  private indexed(target: Run): Run {
    const from = this.is(':') ? undefined : this.choice()
    if (this.take(':')) {
      const to = this.is(']') ? undefined : this.choice()
      this.need(']')
      return (scope) => slice(target(scope), from?.(scope), to?.(scope))
    }
    this.need(']')
    return (scope) => at(target(scope), from?.(scope) ?? null)
  }

  private method(target: Run): Run {
    this.need('.')
    const name = this.word()
    this.need('(')
    this.need(')')
    return (scope) => {
      const table = target(scope)
      if (!isTable(table)) throw new Error(`${show(table)} has no ${name}`)
      return name === 'values' ? [...table.values()] : [...table]
    }
  }

  private atom(): Run {
    const { kind, text } = this.now
    this.place += 1
    if (kind === 'number') return () => exact(text.replace(/\.$/, ''))
    if (kind === 'text') return () => text
    if (kind === 'word') return (scope) => named(scope, text)
    if (text === '(') return this.group()
    if (text === '[') return this.list(']')
    if (text === '{') return this.table()
    throw new Error(`${text} was not expected`)
  }

  /** What stands between brackets: one value, or several that make a list. */
  private group(): Run {
    const start = this.place
    if (!this.is(')')) {
      const only = this.comprehension()
      if (this.take(')')) return only
    }
    this.place = start
    return this.list(')')
  }

  private list(end: string): Run {
    const parts: Run[] = []
    let isDrawn = false
    while (!this.take(end)) {
      const from = this.place
      parts.push(this.comprehension())
      isDrawn ||= this.tokens.slice(from, this.place).some(({ text }) => text === 'for')
      if (!this.is(end)) this.need(',')
    }
    const [only] = parts
    if (isDrawn && only !== undefined && parts.length === 1) return only
    return (scope) => parts.map((run) => run(scope))
  }

  private table(): Run {
    const rows: (readonly [Run, Run])[] = []
    while (!this.take('}')) {
      const key = this.choice()
      this.need(':')
      rows.push([key, this.choice()])
      if (!this.is('}')) this.need(',')
    }
    return (scope) => new Map(rows.map(([key, run]) => [keyOf(key(scope)), run(scope)]))
  }
}

function named(scope: Scope, name: string): Value {
  const value = scope.get(name)
  if (value === undefined) throw new Error(`nothing is called ${name}`)
  return value
}

function bound(scope: Scope, names: readonly string[], values: readonly Value[]): Scope {
  return new Map([...scope, ...names.map((name, i) => [name, values[i] ?? null] as const)])
}
