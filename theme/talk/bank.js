/* The bank, asked by words: what somebody said in these very words stands first; where nothing has all of them, ways on. */
const begin = (bank) => {
  bank.dataset.on = ""
  const box = document.querySelector(".jb-filters"), find = box?.querySelector("input[name=find]")
  if (!find) return
  const items = [...document.querySelectorAll(".jb-bank > li")].map((element, at) => ({ element, at, list: element.parentElement }))

  // Filters tell what they did; words come folded, each with the space before it.
  box.addEventListener("jb-narrowed", ({ detail: { words, chosen, fold } }) => {
    for (const item of items) {
      item.all ??= ` ${fold(item.element.textContent)}`
      item.says ??= ` ${fold(item.element.querySelector(".jb-bank__says").textContent)}`
    }
    const phrase = words.join("")
    const place = ({ says, all }) => !phrase ? 0 : says.includes(phrase) ? 0 : words.every((word) => says.includes(word)) ? 1 : all.includes(phrase) ? 2 : 3
    const wanted = [...items].sort((a, b) => place(a) - place(b) || a.at - b.at)
    for (const list of new Set(items.map((each) => each.list))) {
      const order = wanted.filter((each) => each.list === list).map((each) => each.element)
      if (order.some((each, at) => each !== list.children[at])) list.append(...order)
    }
    if (words.length && items.every(({ element }) => element.hidden)) ways(words, chosen)
  })

  const button = (text, onclick) => Object.assign(document.createElement("button"), { type: "button", className: "jb-button", textContent: text, onclick })
  const fill = (sentence, words) => sentence.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole)
  const ways = (words, chosen) => {
    const only = words.length < 2 || chosen ? [] : words
      .map((word) => ({ word: word.trim(), count: items.filter(({ all }) => all.includes(word)).length }))
      .filter(({ count }) => count)
      .map(({ word, count }) => button(fill(bank.dataset.only, { word, count }), () => {
        find.value = word
        find.dispatchEvent(new Event("input"))
        find.focus()
      }))
    box.querySelector(".jb-filters__ways").append(...only, button(fill(bank.dataset.everywhere, { words: find.value.trim() }), everywhere))
  }

  // Material's box opens when it is reached, and asks when a key goes up.
  const everywhere = () => {
    const search = document.querySelector(".md-search__input"), open = document.getElementById("__search")
    if (open && !open.checked) open.click()
    search.value = find.value.trim()
    search.focus()
    search.dispatchEvent(new KeyboardEvent("keyup", { key: " " }))
  }
  find.dispatchEvent(new Event("input"))
}

document.querySelectorAll(".jb-banked:not([data-on])").forEach(begin)
