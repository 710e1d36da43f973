/* Two to four personas side by side. Who they are stands in the address: ?compare=a,b. What is compared comes from
   their own pages: whatever a page says has its row, so nothing has to be listed twice. */
{
  const MOST = 4
  const fill = (sentence, words) => sentence.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole)
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...inside)
    return element
  }

  // A part of another page, as it may stand on this one: addresses from here, no second id, no numbers of sources.
  const taken = (element, address) => {
    const copy = element.cloneNode(true)
    for (const each of copy.querySelectorAll(".jb-source, .jb-pen, h2, .jb-assumed + .jb-aside")) each.remove()
    for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id")
    for (const name of ["href", "src"])
      for (const each of copy.querySelectorAll(`[${name}]`)) each.setAttribute(name, new URL(each.getAttribute(name), address))
    return copy
  }

  // What a persona's page says, row by row: name of the row → its content.
  const rowsOf = (page, address, words) => {
    const rows = new Map()
    const row = (name, content) => content && rows.set(name, taken(content, address))
    row(words.roles, page.querySelector(".jb-glance > .jb-chips"))
    row(words.quote, page.querySelector(".jb-glance > .jb-quote"))
    for (const id of ["goals", "challenges"]) section(page, id, row)
    for (const each of page.querySelectorAll(".jb-about .jb-facts > div")) row(each.firstElementChild.textContent, each.lastElementChild)
    for (const each of page.querySelectorAll(".jb-sections > .jb-section > h2"))
      if (!["goals", "challenges", "stages", "evidence", "used-by", "related", "history"].includes(each.id)) section(page, each.id, row)
    return rows
  }
  const section = (page, id, row) => {
    const title = page.getElementById(id)
    if (title) row(title.textContent, title.parentElement)
  }

  const begin = (view) => {
    view.dataset.on = ""
    const words = view.dataset
    const bar = document.querySelector(".jb-compare-bar")
    const boxes = [...document.querySelectorAll(".jb-pick input")]
    const names = new Map(boxes.map((each) => [each.value, each.dataset.name]))
    const pages = new Map()
    const table = view.querySelector(".jb-compare__table")
    let chosen = (new URL(location).searchParams.get("compare") ?? "").split(",")
    chosen = [...new Set(chosen)].filter((each) => names.has(each)).slice(0, MOST)
    let open = chosen.length > 1

    const address = (id) => new URL(`${words.site}${id}/`, location.href.split(/[?#]/)[0]).href
    const fetched = (id) => {
      if (!pages.has(id))
        pages.set(id, fetch(address(id)).then((answer) => {
          if (!answer.ok) throw new Error(answer.statusText)
          return answer.text()
        }).then((html) => new DOMParser().parseFromString(html, "text/html")))
      return pages.get(id)
    }

    const draw = async () => {
      const ids = [...chosen]
      let read
      try {
        read = await Promise.all(ids.map(fetched))
      } catch {
        pages.clear()
        table.replaceChildren(make("p", {}, words.failed), make("ul", { class: "jb-links" },
          ...ids.map((id) => make("li", {}, make("a", { href: address(id) }, names.get(id))))))
        return
      }
      if (String(ids) !== String(chosen)) return // somebody was faster
      const columns = read.map((page, at) => rowsOf(page, address(ids[at]), words))
      const heads = ids.map((id, at) => {
        const out = make("button", { type: "button", class: "jb-compare__out", "aria-label": fill(words.remove, { name: names.get(id) }) }, "×")
        out.onclick = () => set(chosen.filter((each) => each !== id), true)
        const face = read[at].querySelector(".jb-glance .jb-portrait")
        const job = read[at].querySelector(".jb-glance__job")
        const text = make("div", {}, make("a", { class: "jb-ref", href: address(id) }, names.get(id)),
          make("div", { class: "jb-aside" }, job ? job.textContent : ""))
        const inside = make("div", { class: "jb-compare__who" }, text, out)
        if (face) {
          const small = face.cloneNode(true)
          if (small.tagName === "IMG") {
            small.setAttribute("src", new URL(face.getAttribute("src"), address(id)))
            small.alt = ""
          } else {
            small.removeAttribute("role")
            small.removeAttribute("aria-label")
            small.setAttribute("aria-hidden", "true")
          }
          small.setAttribute("width", 48)
          small.setAttribute("height", 48)
          inside.prepend(small)
        }
        return make("th", { scope: "col" }, inside)
      })
      const rows = [...new Set(columns.flatMap((each) => [...each.keys()]))]
      const body = rows.map((name) => make("tr", {}, make("th", { scope: "row" }, name), ...columns.map((column, at) => {
        const content = column.get(name)
        return content
          ? make("td", { "data-label": names.get(ids[at]) }, make("div", {}, ...(content.matches("section, dd") ? content.childNodes : [content])))
          : make("td", { "data-label": names.get(ids[at]), class: "jb-compare__nothing" }, make("div", { class: "jb-gap" }, words.missing))
      })))
      const scroll = make("div", { class: "jb-scroll", tabindex: "0", role: "region", "aria-labelledby": "compare" },
        make("table", { class: "jb-table jb-table--stack" },
          make("thead", {}, make("tr", {}, make("td"), ...heads)), make("tbody", {}, ...body)))
      table.replaceChildren(scroll)
    }

    const show = () => {
      open &&= chosen.length > 1
      view.hidden = !open
      bar.hidden = open || !chosen.length
      for (const each of boxes) {
        each.checked = chosen.includes(each.value)
        each.disabled = !each.checked && chosen.length >= MOST
      }
      const sentence = chosen.length === 1 ? words.one : chosen.length < MOST ? words.some : words.most
      const said = chosen.length ? fill(sentence, { name: names.get(chosen[0]), count: chosen.length }) : ""
      for (const each of [bar, view]) each.querySelector("[role=status]").textContent = said
      bar.querySelector("[data-do=open]").disabled = chosen.length < 2
      if (open) return draw()
    }

    const set = async (ids, here) => {
      chosen = ids
      const now = new URL(location)
      if (ids.length) now.searchParams.set("compare", ids.join(","))
      else now.searchParams.delete("compare")
      now.search = now.search.replaceAll("%2C", ",")
      history.replaceState(history.state, "", now)
      await show()
      if (here) (open ? view.querySelector("h2") : boxes[0]).focus()
    }

    for (const each of boxes)
      each.onchange = () => set(each.checked ? [...chosen, each.value] : chosen.filter((id) => id !== each.value))
    for (const each of [bar, view]) each.querySelector("[data-do=clear]").onclick = () => set([], true)
    bar.querySelector("[data-do=open]").onclick = async () => {
      open = true
      await show()
      view.querySelector("h2").focus()
    }
    show()
  }

  const start = () => document.querySelectorAll(".jb-compare:not([data-on])").forEach(begin)
  if (typeof document$ !== "undefined") document$.subscribe(start)
  else start()
}
