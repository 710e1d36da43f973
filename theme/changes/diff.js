/* What two versions of a book say differently, from their book.json: things, fields, items of lists, words, links. It
   tells what `journeybook diff` tells (versions/diff.py), in one language; tests/versions/cases.yaml holds both to it. */
const diff = (() => {
  const MOST_CELLS = 4e5, MOST_LIKELY = 1e4, ALIKE = .5, KEPT = .3
  // What an item of a list is known by: its own words, else what it is about.
  const WORDS = ["text", "say", "says", "ask", "what", "title", "criterion", "topic", "information", "low"]
  const ABOUT = ["persona", "role", "touchpoint", "partner", "department", "competitor", "source", "from", "to"]
  // Lists of plain values whose order says something; that of tags or segments doesn't.
  const IN_ORDER = ["stages", "rollout", "read", "questions", "answer"]
  const WORD = /\[\[[^\]]*\]\]|[\p{L}\p{M}\p{N}]+|\s+|[^]/gu

  /** A text as readers of one language see it: in another where theirs has none. */
  class Text {
    constructor(all, language) {
      this.all = all
      this.language = language in all ? language : Object.keys(all)[0]
      this.words = all[this.language]
    }
    toJSON() {
      return [this.language, this.words]
    }
  }

  /** Whether two values say the same, in the same order. */
  const same = (a, b) => {
    if (a instanceof Text && b instanceof Text) return a.language === b.language && a.words === b.words
    if (!a || !b || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) return a === b
    const names = Object.keys(a), others = Object.keys(b)
    return names.length === others.length && names.every((name, at) => name === others[at] && same(a[name], b[name]))
  }
  const keyOf = (thing) => `${thing.kind}:${thing.id}`
  const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Text)

  // --- words within a text ------------------------------------------------------------------------------------------

  /** Where two rows of tokens agree in the longest common row: pairs of places, or null where that would take too long. */
  const agreeing = (a, b) => {
    if (a.length * b.length > MOST_CELLS) return null
    const wide = b.length + 1, best = new Uint16Array((a.length + 1) * wide)
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        best[i * wide + j] = a[i] === b[j] ? best[(i + 1) * wide + j + 1] + 1 : Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1])
    const pairs = []
    for (let i = 0, j = 0; i < a.length && j < b.length; )
      if (a[i] === b[j]) pairs.push([i++, j++])
      else if (best[(i + 1) * wide + j] >= best[i * wide + j + 1]) i++
      else j++
    return pairs
  }

  /** A text with what went out and what came in: [["same" | "out" | "in", words], …]. */
  const runs = (before, after) => {
    const a = before.match(WORD) ?? [], b = after.match(WORD) ?? []
    let start = 0, end = 0
    while (start < a.length && start < b.length && a[start] === b[start]) start++
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
    const inner = agreeing(a.slice(start, a.length - end), b.slice(start, b.length - end))
    const pairs = [...Array(start).keys()].map((at) => [at, at])
    for (const [i, j] of inner ?? []) pairs.push([start + i, start + j])
    for (let at = end; at > 0; at--) pairs.push([a.length - at, b.length - at])
    const words = (tokens) => tokens.filter((each) => each.trim()).length
    if (words(pairs.map(([i]) => a[i])) < KEPT * Math.max(words(a), words(b))) return [["out", before], ["in", after]]
    const made = []
    let kept = "", out = "", into = "", i = 0, j = 0
    const flush = () => {
      // A space that ends both stays.
      const space = out && into ? /\s*$/.exec(out)[0] : "", end = space && into.endsWith(space) ? -space.length : undefined
      if (out.slice(0, end)) made.push(["out", out.slice(0, end)])
      if (into.slice(0, end)) made.push(["in", into.slice(0, end)])
      if (end) kept = space + kept
      out = into = ""
    }
    for (const [x, y] of [...pairs, [a.length, b.length]]) {
      const [gone, come] = [a.slice(i, x).join(""), b.slice(j, y).join("")]
      if (gone || come) {
        if (kept.trim() || !(out || into)) {
          flush()
          if (kept) made.push(["same", kept])
        } else {
          // Only a space between two changes: one change.
          out += kept
          into += kept
        }
        kept = ""
        out += gone
        into += come
      }
      if (x < a.length) kept += a[x]
      ;[i, j] = [x + 1, y + 1]
    }
    flush()
    if (kept) made.push(["same", kept])
    return made
  }

  // --- items of a list ------------------------------------------------------------------------------------------------

  const wordsOf = (value, language) => {
    if (value instanceof Text) return (value.all[language] ?? "").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
    return value && typeof value === "object" ? Object.values(value).flatMap((each) => wordsOf(each, language)) : []
  }

  const likeness = (a, b, languages) => {
    let most = 0
    for (const language of languages) {
      const ours = wordsOf(a, language), theirs = wordsOf(b, language), all = ours.length + theirs.length
      let common = 0
      for (const word of ours) {
        const at = theirs.indexOf(word)
        if (at >= 0 && ++common) theirs.splice(at, 1)
      }
      if (common) most = Math.max(most, (2 * common) / all)
    }
    return most
  }

  const names = (item) => {
    if (item instanceof Text) return Object.entries(item.all).map((each) => each.join("\0"))
    if (!isMap(item)) return []
    if (item.id) return [item.id]
    const own = WORDS.find((name) => item[name] instanceof Text && !(name === "title" && item.role))
    if (own) return names(item[own])
    const about = ABOUT.filter((name) => typeof item[name] === "string").slice(0, item.from ? 9 : 1)
    return about.length ? [about.map((name) => item[name]).join("\0")] : []
  }

  /** Which items of two lists are the same one: place in the later → place in the earlier. */
  const matched = (before, after, languages) => {
    const pairs = new Map(), free = new Set(before.keys()), rest = new Set(after.keys())
    const pair = (i, j) => {
      pairs.set(j, i)
      free.delete(i)
      rest.delete(j)
    }
    for (const called of [(item) => [JSON.stringify(item)], names]) {
      const places = new Map()
      for (const i of free) for (const name of called(before[i])) places.set(name, [...(places.get(name) ?? []), i])
      for (const j of rest) {
        const i = called(after[j]).flatMap((name) => places.get(name) ?? []).find((each) => free.has(each))
        if (i !== undefined) pair(i, j)
      }
    }
    if (free.size * rest.size > MOST_LIKELY) return pairs
    const likely = []
    for (const i of free)
      for (const j of rest) {
        const alike = likeness(before[i], after[j], languages)
        if (alike >= ALIKE) likely.push([alike, i, j])
      }
    for (const [, i, j] of likely.sort((a, b) => b[0] - a[0])) if (free.has(i) && rest.has(j)) pair(i, j)
    return pairs
  }

  // --- a thing, field by field ----------------------------------------------------------------------------------------

  const fields = (languages) => {
    const told = []
    const tell = (what, path, before, after, more = {}) => told.push({ what, path, before, after, ...more })

    const text = (a, b, path) => {
      const [ours, theirs] = [a.language, b.language]
      if (ours === theirs) tell("changed", path, a, b, { runs: runs(a.words, b.words) })
      else tell(theirs === languages[0] ? "translated" : ours === languages[0] ? "untranslated" : "changed", path, a, b)
    }

    const list = (a, b, path) => {
      const pairs = matched(a, b, languages)
      for (const [j, item] of b.entries()) {
        const inside = [...path, { item }]
        if (pairs.has(j)) value(a[pairs.get(j)], item, inside)
        else tell("added", inside, undefined, item)
      }
      const stays = new Set(pairs.values())
      for (const [i, item] of a.entries()) if (!stays.has(i)) tell("removed", [...path, { item }], item)
      const order = [...b.keys()].filter((j) => pairs.has(j)).map((j) => pairs.get(j))
      const says = [...a, ...b].some((each) => typeof each === "object") ? path.at(-1) !== "evidence" : IN_ORDER.includes(path.at(-1))
      if (says && order.some((place, at) => at && place < order[at - 1])) tell("order", path, a, b)
    }

    const value = (a, b, path) => {
      if (same(a, b)) return
      if (a instanceof Text && b instanceof Text) return text(a, b, path)
      if (Array.isArray(a ?? b) && Array.isArray(b ?? a)) return list(a ?? [], b ?? [], path)
      if (isMap(a ?? b) && isMap(b ?? a)) {
        const [from, to] = [a ?? {}, b ?? {}]
        for (const name of new Set([...Object.keys(to), ...Object.keys(from)])) value(from[name], to[name], [...path, name])
        // The rows of a model's map: the only map whose order says something.
        const [old, now] = [[from, to], [to, from]].map(([map, other]) => Object.keys(map).filter((name) => name in other))
        if (path.join() === "lanes" && !same(old, now)) tell("order", path, a, b)
      } else tell(a === undefined ? "added" : b === undefined ? "removed" : "changed", path, a, b)
    }
    return { value, told }
  }

  // --- two books ------------------------------------------------------------------------------------------------------

  /** Everything that differs for readers of a language. */
  const compare = (old, now, language) => {
    const languages = [...new Set([language, ...old.languages, ...now.languages])]
    const [was, is] = [old, now].map((book) => new Map(book.things.map((thing) => [keyOf(thing), thing])))
    // What has a new name keeps its old one as an alias; seen from the newer side, it is the older that is new.
    const renamed = new Map(), before = new Map()
    const rename = (once, key) => renamed.has(once) || before.has(key) || (renamed.set(once, key), before.set(key, once))
    for (const [here, there, tell] of [[is, was, (key, alias) => rename(alias, key)], [was, is, rename]])
      for (const [key, thing] of here)
        for (const alias of there.has(key) ? [] : (thing.data.aliases ?? [])) {
          const other = `${thing.kind}:${alias}`
          if (there.has(other) && !here.has(other)) tell(key, other)
        }
    // A reference to what has a new name is no change.
    const named = (key) => {
      const thing = key.split("/", 1)[0]
      return renamed.has(thing) ? renamed.get(thing) + key.slice(thing.length) : key
    }
    const inText = (words) => (renamed.size ? words.replace(/(?<=\[\[)[^\]|]+/g, (key) => named(key)) : words)
    const read = (value) => {
      if (typeof value === "string") return named(value)
      if (Array.isArray(value)) return value.map(read)
      if (!isMap(value)) return value
      const entries = Object.entries(value)
      return entries.length && entries.every(([name, each]) => languages.includes(name) && typeof each === "string")
        ? new Text(Object.fromEntries(entries.map(([name, words]) => [name, inText(words)])), language)
        : Object.fromEntries(entries.map(([name, each]) => [named(name), read(each)]))
    }

    const things = []
    const tell = (what, thing, more = {}) => things.push({ what, key: keyOf(thing), kind: thing.kind, thing, changes: [], ...more })
    for (const [key, thing] of is) {
      const once = before.get(key), other = was.get(once ?? key)
      if (!other) tell("added", thing)
      else if (once || !same(other.data, thing.data)) {
        const { value, told } = fields(languages)
        value(read(other.data), read(thing.data), [])
        // That its old address leads to the new one goes without saying.
        const changes = told.filter((each) => !(once && each.path[0] === "aliases" && [once, key].includes(`${thing.kind}:${each.after ?? each.before}`)))
        if (once || changes.length) tell(once ? "renamed" : "changed", thing, { changes, once: other })
      }
    }
    for (const [key, thing] of was)
      if (!is.has(key) && !renamed.has(key)) tell("removed", thing)
    const whole = new Set(things.filter(({ what }) => what === "added" || what === "removed").map(({ key }) => key))

    const link = ({ from, to, via }) => [named(from), named(to), via].join("\0")
    const [linked, links] = [old, now].map((book) => new Set(book.links.map(link)))
    const told = []
    for (const [some, others, what] of [[links, linked, "added"], [linked, links, "removed"]])
      for (const each of some) {
        const [from, to, via] = each.split("\0")
        if (!others.has(each) && ![from, to].some((key) => whole.has(key.split("/", 1)[0]))) told.push({ what, from, to, via })
      }
    return { things, links: told }
  }

  return { compare, Text, WORDS, ABOUT }
})()
