/* Narrows a list by what its things have in common. What is chosen stands in the address: ?segment=x&role=y. */
{
  const fill = (sentence, words) => sentence.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole)

  const number = (count) => count.toLocaleString(document.documentElement.lang)

  const narrow = (box) => {
    box.dataset.on = ""
    const selects = [...box.querySelectorAll("select")]
    const find = box.querySelector("input[type=search]")
    const [said, none, ways, clear, on, folded] = [
      ".jb-filters__said", ".jb-filters__none", ".jb-filters__ways", ".jb-filters__clear", ".jb-filters__on", "details",
    ].map((each) => box.querySelector(each))

    // One thing may be shown more than once: as a card and as a dot in a chart.
    const things = new Map()
    for (const element of document.querySelectorAll("[data-item]")) {
      const thing = things.get(element.dataset.item) ?? { has: new Set(element.dataset.has.split(" ")), elements: [] }
      thing.elements.push(element)
      things.set(element.dataset.item, thing)
    }

    // As the search does: without diacritics, all words in any order, each from its beginning.
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")
    let sought = []
    const says = (thing) => sought.every((word) => (thing.text ??= ` ${fold(thing.elements[0].textContent)}`).includes(word))
    const fits = (thing, but) => says(thing) && selects.every((each) => each === but || !each.value || thing.has.has(`${each.name}:${each.value}`))
    const count = (but, token) => [...things.values()].filter((each) => fits(each, but) && (!token || each.has.has(token))).length

    const show = () => {
      sought = find ? fold(find.value).split(" ").filter(Boolean).map((word) => ` ${word}`) : []
      let shown = 0
      for (const thing of things.values()) {
        const fitting = fits(thing)
        shown += fitting
        for (const element of thing.elements) element.hidden = !fitting
      }
      for (const group of document.querySelectorAll(".jb-group, .jb-list-table, .jb-section"))
        if (group.querySelector("[data-item]")) group.hidden = !group.querySelector("[data-item]:not([hidden])")
      for (const select of selects)
        for (const option of select.options)
          if (option.value) {
            const left = count(select, `${select.name}:${option.value}`)
            option.textContent = `${option.dataset.title} (${number(left)})`
            option.disabled = !left && !option.selected
          }
      const chosen = selects.filter((each) => each.value)
      said.textContent = fill(chosen.length || sought.length ? box.dataset.count : box.dataset.all, { shown: number(shown), all: number(things.size) })
      clear.hidden = !chosen.length && !sought.length
      on.textContent = chosen.length || ""
      none.hidden = shown > 0
      ways.replaceChildren(...(shown ? [] : chosen.filter((each) => count(each)).map(way)))
      box.dispatchEvent(new CustomEvent("jb-narrowed", { detail: { words: sought, chosen: chosen.length, fold } }))
    }

    // A way out of an empty list: leave one condition, and so many things come back.
    const way = (select) => {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "jb-button"
      const what = `${select.labels[0].firstElementChild.textContent}: ${select.selectedOptions[0].dataset.title}`
      button.textContent = fill(box.dataset.drop, { what, count: number(count(select)) })
      button.onclick = () => {
        select.value = ""
        changed()
        const next = ways.querySelector("button") ?? (folded.open ? select : folded.querySelector("summary"))
        next.focus()
      }
      return button
    }

    const changed = () => {
      const address = new URL(location)
      for (const each of find ? [...selects, find] : selects)
        if (each.value) address.searchParams.set(each.name, each.value)
        else address.searchParams.delete(each.name)
      history.replaceState(history.state, "", address)
      show()
    }

    const read = () => {
      const wanted = new URL(location).searchParams
      for (const each of selects) {
        each.value = wanted.get(each.name) ?? ""
        if (each.selectedIndex < 0) each.value = ""
      }
      if (find) find.value = wanted.get("find") ?? ""
      show()
    }

    for (const each of selects) each.onchange = changed
    if (find) find.oninput = changed
    clear.onclick = () => {
      if (find) find.value = ""
      for (const each of selects) each.value = ""
      changed()
      ;(folded.open ? selects[0] : folded.querySelector("summary")).focus()
    }
    const wide = matchMedia("(min-width: 45em)")
    const unfold = () => { folded.open = wide.matches }
    wide.onchange = unfold
    unfold()
    read()
  }

  const start = () => document.querySelectorAll(".jb-filters:not([data-on])").forEach(narrow)
  if (typeof document$ !== "undefined") document$.subscribe(start)
  else start()
}
