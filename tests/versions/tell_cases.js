/* Compares the books of cases with theme/changes/diff.js: JSON of cases in, JSON of lines out; see test_cases.py. */
const { readFileSync } = require("fs")
const { compare, Text } = new Function(`${readFileSync(process.argv[2], "utf8")}; return diff`)()

const SIGNS = { added: "+", removed: "-", changed: "~", order: "order", translated: "translated", untranslated: "untranslated" }
const MARKS = { same: (words) => words, out: (words) => `[-${words}-]`, in: (words) => `{+${words}+}` }

/** What a value says first. */
const words = (value) => {
  if (value instanceof Text) return value.words
  if (value === null || typeof value !== "object") return String(value)
  for (const name of ["id", "text", "say", "says", "ask", "what", "title", "persona", "role", "touchpoint", "source", "from"])
    if (value[name] !== undefined) return words(value[name])
  return JSON.stringify(value)
}
/** The way to a place, without the places in lists; stages have names. */
const way = (path) => path.flatMap((step) => (typeof step === "string" ? (step === "text" ? [] : [step]) : (step.item?.id ?? []))).join(".")
const line = ({ what, path, before, after, runs }) => {
  const said = runs ? runs.map(([op, run]) => MARKS[op](run)).join("")
    : what === "order" ? ""
    : what === "changed" ? `${words(before)} → ${words(after)}`
    : words(what === "removed" || what === "untranslated" ? before : after)
  const place = what === "added" || what === "removed" ? path.slice(0, typeof path.at(-1) === "string" ? undefined : -1) : path
  return `${way(place)} ${SIGNS[what]} ${said}`.trim()
}
const told = ({ old, new: now, language }) => {
  const { things, links } = compare(old, now, language)
  return [
    ...things.flatMap((thing) => [
      ...({ added: [`+ ${thing.key}`], removed: [`- ${thing.key}`], renamed: [`${thing.once?.kind}:${thing.once?.id} > ${thing.key}`] }[thing.what] ?? []),
      ...thing.changes.map((change) => `${thing.key} ${line(change)}`),
    ]),
    ...links.map(({ what, from, to, via }) => `${SIGNS[what]} ${from} ${via} ${to}`),
  ]
}
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(told)))
