/* The page on which two published versions are compared. Which two, and what is looked for, stand in the address:
   ?from=2026.1&to=2026.2&kind=persona&find=price. It is fetched by this page alone; see render/views/versus.py. */
const FORMAT = 1, FEW = 8

const begin = (view) => {
  view.dataset.on = ""
  const words = JSON.parse(view.dataset.words), { say } = words
  const base = new URL(view.dataset.site, location.href.split(/[?#]/)[0])
  const part = (name) => view.querySelector(`[data-part=${name}]`)
  const [bar, filters, said, all, results] = ["bar", "filters", "said", "all", "results"].map(part)
  const [from, to, kind, text] = ["from", "to", "kind", "find"].map((name) => view.querySelector(`[name=${name}]`))
  const kinds = new Map(words.kinds.map((each) => [each.kind, each.many])).set("links", say.links)
  let versions = [], shown = [], turn = 0

  // --- saying how it stands -------------------------------------------------------------------------------------------
  const only = (sentence, ...more) => {
    shown = []
    filters.hidden = true
    said.textContent = sentence
    results.replaceChildren(make("p.jb-versus__note", ...more))
  }
  const button = (label, onclick) => Object.assign(make("button.jb-button", label), { type: "button", onclick })

  // --- fetching -------------------------------------------------------------------------------------------------------
  const fetched = (version) =>
    (version.fetched ??= fetch(new URL("book.json", version.folder)).then(async (answer) => {
      if (answer.status === 404) throw "no-data"
      if (!answer.ok) throw "failed"
      version.book = await answer.json().catch(() => ({}))
      if (version.book.format !== FORMAT || !version.book.things) throw "format"
    })).catch((why) => {
      delete version.fetched
      throw { why: typeof why === "string" ? why : "failed", version }
    })

  // --- showing ----------------------------------------------------------------------------------------------------
  const place = (items) => {
    const sort = new Intl.Collator(words.language).compare
    shown = items.sort((a, b) => sort(a.name, b.name))
    const groups = [...new Set([...kinds.keys(), ...items.map((each) => each.kind)])]
      .map((of) => [of, items.filter((each) => each.kind === of)]).filter(([, some]) => some.length)
    const chosen = kind.value
    kind.replaceChildren(new Option(say.any, ""), ...groups.map(([of, some]) => new Option(`${kinds.get(of) ?? of} (${some.length})`, of)))
    kind.value = chosen
    if (kind.selectedIndex < 0) kind.value = ""
    results.replaceChildren(...groups.map(([of, some]) =>
      make("section.jb-versus__group", make("h2", kinds.get(of) ?? of, make("span.jb-aside", ` ${some.length}`)),
        of === "links" && make("p.jb-aside", say["links-lead"]), ...some.map((each) => each.element))))
    if (items.length <= FEW) for (const each of results.querySelectorAll("details")) each.open = true
    filters.hidden = false
    narrow()
  }

  const narrow = () => {
    const looked = fold(text.value.trim())
    let left = 0
    for (const each of shown) {
      const fits = (!kind.value || each.kind === kind.value) && each.text.includes(looked)
      each.element.hidden = !fits
      left += fits
    }
    results.querySelector(".jb-versus__note")?.remove()
    if (!left) results.append(make("p.jb-versus__note", say.nothing, " ", button(say.clear, () => {
      kind.value = text.value = ""
      write()
      narrow()
      text.focus()
    })))
    const number = (count) => count.toLocaleString(words.language)
    const counts = ["added", "removed", "renamed", "changed", ""].map((what) => [say[what || "links"], shown.filter((each) => each.what === what).length])
    said.textContent = left < shown.length ? fill(say.shown, { shown: number(left), all: number(shown.length) })
      : counts.filter(([, count]) => count).map(([what, count]) => `${what}: ${number(count)}`).join(" · ")
    told()
  }
  const told = () => {
    const folds = [...results.querySelectorAll("details")].filter((each) => !each.hidden)
    all.hidden = folds.length < 2
    all.dataset.opens = folds.some((each) => !each.open) ? "1" : ""
    all.textContent = all.dataset.opens ? say.open : say.close
  }

  // --- choosing -------------------------------------------------------------------------------------------------------
  const find = (name) => versions.find((each) => [each.id, each.version].includes(name))
  const write = () => {
    const chosen = [from, to, kind, text].filter((each) => each.value).map((each) => [each.name, each.value])
    history.replaceState(history.state, "", `?${new URLSearchParams(chosen)}`)
  }
  const compare = async () => {
    const mine = ++turn, older = find(from.value), newer = find(to.value)
    if (!older || !newer) return
    if (older === newer) return only(say.same)
    only(say.loading)
    try {
      await Promise.all([older, newer].map(fetched))
      // Somebody was faster.
      if (mine !== turn) return
      const items = itemsOf(words, older, newer)
      if (items.length) place(items)
      else only(say.none)
    } catch (fault) {
      if (mine !== turn) return
      if (!fault.why) throw fault
      only(fill(say[fault.why], { version: fault.version.name }),
        ...(fault.why === "failed" ? [button(say.again, compare)] : [link(fault.version.folder, fill(say.read, { version: fault.version.name }))]))
    }
  }
  const chosen = () => {
    write()
    compare()
  }
  from.onchange = to.onchange = chosen
  part("swap").onclick = () => {
    ;[from.value, to.value] = [to.value, from.value]
    chosen()
  }
  kind.onchange = text.oninput = () => {
    write()
    narrow()
  }
  all.onclick = () => {
    const open = Boolean(all.dataset.opens)
    for (const each of results.querySelectorAll("details")) each.open = open
    told()
  }
  results.addEventListener("toggle", told, true)

  const start = async () => {
    only(say.loading)
    let list
    try {
      const answer = await fetch(new URL("../versions.json", base))
      list = answer.ok ? await answer.json() : []
    } catch {
      list = []
    }
    const here = decodeURIComponent(base.pathname.split("/").at(-2) ?? "")
    versions = (Array.isArray(list) ? list : []).map((each) => ({
      ...each,
      id: each.aliases?.[0] ?? each.version,
      name: each.aliases?.[0] ?? each.title,
      folder: new URL(`../${encodeURIComponent(each.version)}/`, base).href,
    }))
    // What is being written comes before the newest.
    versions.sort((a, b) => (b.version === "next") - (a.version === "next"))
    const current = versions.findIndex((each) => each.version === here || each.aliases?.includes(here))
    bar.hidden = versions.length < 2 || current < 0
    if (current < 0) return only(say.unpublished)
    if (versions.length < 2) return only(say.one)
    for (const select of [from, to]) select.replaceChildren(...versions.map((each) => new Option(each.title, each.id)))
    const asked = new URL(location).searchParams
    const at = Math.min(current, versions.length - 2)
    const wanted = [asked.get("from") ?? versions[at + 1].id, asked.get("to") ?? versions[at].id]
    text.value = asked.get("find") ?? ""
    kind.add(new Option("", asked.get("kind") ?? ""))
    ;[from.value, to.value] = wanted.map((each) => find(each)?.id ?? "")
    const missing = wanted.find((each) => !find(each))
    if (missing) return only(fill(say.unknown, { version: missing }))
    compare()
  }
  start()
}

document.querySelectorAll(".jb-versus:not([data-on])").forEach(begin)
