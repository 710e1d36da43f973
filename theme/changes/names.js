/* What fields, values and things are called in the reader's language, in two books. */
const namer = (words, books) => {
  const LABEL = 60
  const short = (text) => (text.length > LABEL ? `${text.slice(0, LABEL).replace(/\s+\S*$/, "")}…` : text)
  const things = new Map(books.flatMap((book) => book.things.map((thing) => [`${thing.kind}:${thing.id}`, thing])))
  const inOurs = (text) => text[words.language] ?? Object.values(text)[0] ?? ""
  const stages = (key) => things.get(key)?.data.stages ?? []
  const stage = (key, id) => {
    const found = [key, things.get(key)?.data.model].flatMap(stages).find((each) => each.id === id && each.title)
    return found ? inOurs(found.title) : id
  }
  const title = (key) => {
    const [thing, id] = key.split("/")
    const data = things.get(thing)?.data
    if (!data) return key
    return id ? `${title(thing)} – ${stage(thing, id)}` : inOurs(data.title ?? data.ask ?? { id: thing })
  }
  const isKey = (value) => typeof value === "string" && things.has(value.split("/")[0])
  /** A text with the names of what it mentions. */
  const mentions = (text) => text.replace(/\[\[([^\]|]+)(?:\|([^\]]*))?\]\]/g, (_, key, label) => label || title(key))
  const said = (part, shape, name) => words[part][`${shape}.${name}`] ?? words[part][name]

  /** A number, a day, a chosen value or a plain one, as readers write it. */
  const scalar = (value, shape, name) => {
    if (typeof value === "boolean") return words.values.truth[value]
    const choice = said("values", shape, name)?.[value]
    if (choice !== undefined) return choice
    if (typeof value === "number") return value.toLocaleString(words.language).replace("-", "−")
    const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)
    if (!day) return value
    const parts = { year: day[1], month: +day[2], day: +day[3], name: words.months[day[2] - 1] }
    return words.day.replace(/\{(\w+)(:02)?\}/g, (_, part, two) => String(parts[part]).padStart(two ? 2 : 0, "0"))
  }

  /** What an item of a list is called where something within it has changed. */
  const called = (item, key) => {
    if (item instanceof diff.Text) return `“${short(mentions(item.words))}”`
    if (typeof item !== "object") return isKey(item) ? title(item) : String(item)
    if (item.id) return stage(key, item.id)
    const name = [...diff.WORDS, ...diff.ABOUT].find((each) => item[each])
    return name ? called(item[name], key) : ""
  }

  /** The way to a change in readers' words, and the shape and name of what it ends in. */
  const way = (thing, path) => {
    const key = `${thing.kind}:${thing.id}`
    let shape = words.shapes[thing.data.kind] ?? words.shapes[thing.kind], at = shape, name = ""
    const steps = []
    for (const [place, step] of path.entries()) {
      const rest = path.slice(place + 1)
      if (typeof step !== "string") {
        // What an item is called by needn't be told beside it.
        if (!rest.length || (rest.length === 1 && rest[0] === diff.WORDS.find((each) => step.item[each]))) continue
        // A stage says itself that it is one.
        if (name === "stages") steps.pop()
        steps.push(called(step.item, key))
        continue
      }
      const label = said("fields", shape, step)
      if (label && !isKey(step)) {
        ;[at, name] = [shape, step]
        shape = words.inner[shape]?.[step] ?? shape
      }
      if (step !== "text") steps.push(isKey(step) ? title(step) : label ?? step)
    }
    return { steps: steps.filter(Boolean), shape: at, name }
  }
  return { things, title, stage, inOurs, isKey, mentions, scalar, said, way }
}
