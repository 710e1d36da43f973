/* Files of progress, one per person, as a table and as a file for spreadsheets. They are read here and sent nowhere. */

const jbTeam = (view) => {
  view.dataset.on = ""
  const words = JSON.parse(view.dataset.words)
  const [bar, said, shown] = ["bar", "said", "table"].map((name) => view.querySelector(`[data-part="${name}"]`))
  const [input, button] = [bar.querySelector("input"), bar.querySelector("button")]
  const people = []
  const fill = (sentence, words) => sentence.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole)
  const head = [words.person, words.track, words["steps-done"], words["steps-all"], words["questions-right"], words["questions-all"], words.last, words.version]
  const compare = new Intl.Collator("vi").compare
  const day = (at) => {
    const date = new Date(at)
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
  }

  // Files of one name are one person's if they share a moment: a later file keeps what an earlier one knew. Namesakes don't.
  const add = (file, { name, items, tracks }) => {
    const who = name || file.replace(/\.json$/i, "")
    const moments = [...items, ...tracks].map(([id, { at }]) => `${id} ${at}`)
    let person = people.find((each) => each.name === who && moments.some((moment) => each.moments.has(moment)))
    if (!person) people.push((person = { name: who, file, moments: new Set(), tracks: new Map() }))
    for (const moment of moments) person.moments.add(moment)
    for (const [key, each] of tracks)
      if (!(person.tracks.get(key)?.at >= each.at)) person.tracks.set(key, each)
  }
  const isNamesake = (person) => people.some((each) => each !== person && each.name === person.name)
  const rows = () =>
    people.flatMap((person) => [...person.tracks.values()].map((each) =>
      [isNamesake(person) ? `${person.name} (${person.file})` : person.name, each.title, each.done, each.steps, each.right, each.questions, day(each.at), each.version]))
      .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))

  // For the eye: "6/10" in one cell, days as the reader writes them, and a version only where there is one.
  const shownDay = (date) => new Date(`${date}T00:00`).toLocaleDateString(document.documentElement.lang)
  const seen = ([name, track, done, steps, right, questions, last, version]) =>
    [name, track, `${done}/${steps}`, questions ? `${right}/${questions}` : "–", shownDay(last), version || "–"]
  const show = () => {
    const all = rows().map(seen)
    const heads = [words.person, words.track, words["steps-done"], words["questions-right"], words.last, words.version]
    if (all.every((row) => row.at(-1) === "–")) heads.pop()
    const table = document.createElement("table")
    table.className = "jb-table jb-table--stack"
    const top = table.createTHead().insertRow()
    for (const text of heads) top.append(Object.assign(document.createElement("th"), { scope: "col", textContent: text }))
    const body = table.createTBody()
    for (const row of all) {
      const line = body.insertRow()
      line.append(Object.assign(document.createElement("th"), { scope: "row", textContent: row[0] }))
      heads.slice(1).forEach((label, at) => {
        const cell = line.insertCell()
        cell.dataset.label = label
        cell.append(Object.assign(document.createElement("div"), { textContent: row[at + 1] }))
      })
    }
    shown.replaceChildren(table)
    shown.hidden = button.hidden = !all.length
  }

  input.onchange = async () => {
    const wrong = []
    let read = 0
    for (const file of input.files) {
      try {
        add(file.name, jbProgress.read(await file.text()))
        read += 1
      } catch {
        wrong.push(file.name)
      }
    }
    input.value = ""
    show()
    const namesakes = [...new Set(people.filter(isNamesake).map((each) => each.name))].sort(compare)
    said.textContent = [
      fill(words["team-read"], { count: read }),
      namesakes.length && fill(words["team-namesakes"], { names: namesakes.join(", ") }),
      wrong.length && fill(words["team-wrong"], { files: wrong.join(", ") }),
    ].filter(Boolean).join(" ")
  }

  // Semicolons as where a comma divides decimals; text that a spreadsheet would take for a formula begins with an apostrophe.
  const cell = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
    return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  button.onclick = () => {
    const text = [head, ...rows()].map((row) => row.map(cell).join(";")).join("\r\n")
    const address = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: "text/csv;charset=utf-8" }))
    Object.assign(document.createElement("a"), { href: address, download: "team.csv" }).click()
    setTimeout(() => URL.revokeObjectURL(address), 1000)
  }
  bar.hidden = false
}

document.querySelectorAll(".jb-team:not([data-on])").forEach(jbTeam)
