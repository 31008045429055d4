// Checks asyncapi.yaml with AsyncAPI's own parser: its structure and its references.
import { readFile } from 'node:fs/promises'
import { Parser } from '@asyncapi/parser'

const file = process.argv[2] ?? new URL('asyncapi.yaml', import.meta.url)
const { diagnostics } = await new Parser().parse(await readFile(file, 'utf8'))
for (const { severity, code, path, message } of diagnostics) {
  console.error(`${['error', 'warning', 'info', 'hint'][severity]} ${code} ${path.join('.')}: ${message}`)
}
const wrong = diagnostics.filter(({ severity }) => severity < 2)
console.log(wrong.length ? `${wrong.length} problems` : 'asyncapi.yaml is valid')
process.exit(wrong.length ? 1 : 0)
