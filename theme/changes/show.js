/* What has changed, as readers see it: things with their fields, what went out and what came in. */
const fill = (sentence, words) => sentence.replace(/\{(\w+)\}/g, (_, name) => words[name])
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase()
/** An element: its name and classes as in CSS, and what stands in it. */
const make = (tag, ...inside) => {
  const [name, ...classes] = tag.split("."), element = document.createElement(name)
  element.className = classes.join(" ")
  element.append(...inside.filter((each) => each))
  return element
}
const link = (href, label) => Object.assign(make("a.jb-ref", label), { href })

/** All that differs between two versions, each with the element that tells it. */
const itemsOf = (words, older, newer) => {
  const { say } = words
  const { things, links } = diff.compare(older.book, newer.book, words.language)
  const names = namer(words, [older.book, newer.book])
  const mark = (what, ...inside) =>
    make(what === "in" ? "ins" : "del", make("span.jb-unseen", `${say[what]} `), ...inside)
  const { mentions } = names
  const written = (text) => Object.assign(make("span", mentions(text.words)), { lang: text.language })

  /** A value that has come or gone, whole: a text, a name, or what a map says line by line. */
  const value = (it, shape, name, thing) => {
    if (it instanceof diff.Text) return [written(it)]
    if (Array.isArray(it)) {
      const each = it.map((one) => value(one, shape, name, thing))
      return it.every((one) => typeof one !== "object") ? each.flatMap((one, at) => (at ? [", ", ...one] : one))
        : [make("ul", ...each.map((one) => make("li", ...one)))]
    }
    if (typeof it !== "object") return [names.isKey(it) ? names.title(it) : names.scalar(it, shape, name)]
    const inner = words.inner[shape]?.[name] ?? shape
    return Object.entries(it).map(([field, one], at) => {
      const label = names.isKey(field) ? names.title(field) : names.said("fields", inner, field) ?? field
      const shownOne = field === "id" ? [names.stage(`${thing.kind}:${thing.id}`, one)] : value(one, inner, field, thing)
      const lead = at === 0 && (one instanceof diff.Text || names.isKey(one) || field === "id")
      return make("div", ...(lead ? [] : [make("span.jb-aside", `${label}: `)]), ...shownOne)
    })
  }

  const changeOf = (thing, change) => {
    const { steps, shape, name } = names.way(thing, change.path)
    const { what, before, after, runs } = change
    const whole = (op, it) => it !== undefined && mark(op, ...value(it, shape, name, thing))
    let told, sign = what
    if (what === "order") told = [make("span.jb-versus__order", say.order)]
    else if (what.endsWith("translated")) told = [`${say[what]}: `, what === "translated" ? whole("in", after) : whole("out", before)]
    else if (runs) told = runs.map(([op, run]) => (op === "same" ? mentions(run) : mark(op, mentions(run))))
    else {
      // What holds where nothing is said.
      const unsaid = words.defaults[shape]?.[name]
      const [left, right] = [before ?? unsaid, after ?? unsaid]
      if (left !== undefined && right !== undefined) sign = "changed"
      told = [whole("out", left), sign === "changed" && Object.assign(make("span", " → "), { ariaHidden: "true" }), whole("in", right)]
    }
    return [steps.join(" › "), cell(sign, ...told)]
  }

  const cell = (sign, ...inside) => make(`div.jb-change__told.jb-change__told--${sign}`, ...inside)
  /** Changes with their places; those at one place stand together. */
  const list = (changes) => {
    const rows = []
    for (const [at, told] of changes)
      if (rows.at(-1)?.at === at) rows.at(-1).told.append(told)
      else rows.push({ at, told: make("dd", told) })
    return make("dl.jb-changes", ...rows.map(({ at, told }) => make("div.jb-change", make("dt", at), told)))
  }

  /** A thing with what is told of it, the text to look for it by, and the way to its page. */
  const entry = (kind, what, key, version, aside, inside) => {
    const name = names.title(key), [of, at] = key.split(":")
    const head = [make("span.jb-versus__name", name),
      what && what !== "changed" && make(`span.jb-badge.jb-versus__what--${what}`, say[what]), aside && make("span.jb-aside", aside)]
    const element = inside ? make("details.jb-versus__thing", make("summary", ...head), inside)
      : make("div.jb-versus__thing", make("p.jb-versus__head", ...head))
    const text = fold(element.textContent.replaceAll(`${say.in} `, "").replaceAll(`${say.out} `, ""))
    const about = words.kinds.find((each) => each.kind === of)
    if (about) {
      const address = new URL(`${about.folder}/${of === "model" ? at.split("/")[0] : at}/`, version.folder).href
      element.append(make("p.jb-versus__read", link(address, fill(say.read, { version: version.name }))))
    }
    return { kind, what, name, text, element }
  }

  const items = things.map(({ what, key, kind, thing, once, changes }) => {
    const { summary } = what === "changed" || what === "renamed" ? {} : thing.data
    const inside = changes.length ? list(changes.map((each) => changeOf(thing, each)))
      : summary && make("p.jb-versus__summary", mentions(names.inOurs(summary)))
    return entry(kind, what, key, what === "removed" ? older : newer, what === "renamed" && fill(say.once, { id: once.id }), inside)
  })
  // A thing's own fields tell where it leads; here those are told that it leads to.
  for (const key of new Set(links.map((each) => each.to))) {
    const rows = links.filter((each) => each.to === key).map(({ what, from, via }) => {
      const [thing, stage] = from.split("/"), path = via.split(".")
      const { steps } = names.way(names.things.get(thing), stage ? ["stages", ...path] : path)
      return [steps.at(-1), cell(what, mark(what === "added" ? "in" : "out", names.title(from)))]
    })
    items.push(entry("links", "", key, newer, "", list(rows)))
  }
  return items
}
