/* The home page leads learners on: to the next step of the track that they followed last, and to what comes back today. */

const jbDoor = async (view) => {
  view.dataset.on = ""
  const words = JSON.parse(view.dataset.words)
  const base = new URL(view.dataset.site, location)
  const fill = (sentence, words) => sentence.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole)
  const line = (text, address, strong) => {
    const link = Object.assign(document.createElement("a"), { textContent: text, href: new URL(address, base), className: strong ? "jb-button jb-button--strong" : "jb-ref" })
    const row = document.createElement("p")
    row.append(link)
    view.append(row)
  }

  const last = JSON.parse(view.dataset.tracks).all
    .map((track) => ({ ...track, next: track.ids.findIndex((id) => !jbProgress.done(id)), at: track.ids.map(jbProgress.done).filter(Boolean).sort().pop() }))
    .filter((track) => track.at && track.next >= 0)
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (last) line(fill(words.resume, { number: last.next + 1, title: last.steps[last.next] }), `${last.to}#steps-${last.next + 1}`, true)

  // Counted are only questions that the book still asks, so they are looked up; by those alone who missed any.
  const due = new Set(jbProgress.due())
  if (!due.size) return
  const where = await fetch(new URL("practice/where.json", base)).then((answer) => answer.json()).catch(() => ({}))
  const count = Object.values(where).flat().filter((id) => due.has(id)).length
  if (count) line(fill(words.back, { count }), "practice/")
}

document.querySelectorAll(".jb-resume:not([data-on])").forEach(jbDoor)
