/* The reader's department: asked for once on the home page, kept in the browser; from then on the book opens there. */
{
  const KEPT = "journeybook.department", NEVER = "-"
  const kept = () => {
    try { return localStorage.getItem(KEPT) } catch { return NEVER } // a browser that keeps nothing isn't asked each time
  }
  const keep = id => {
    try { id ? localStorage.setItem(KEPT, id) : localStorage.removeItem(KEPT) } catch { /* as above */ }
  }

  /* Whoever comes from outside is led on; whoever comes from a page of the book wants the home page. */
  const fromOutside = () => {
    const [arrival] = performance.getEntriesByType("navigation")
    return arrival?.type === "navigate" && !location.search && !location.hash && !document.referrer.startsWith(location.origin)
  }

  const home = (question, arriving) => {
    const choices = [...question.querySelectorAll("option")], mine = choices.find(each => each.value === kept())
    if (mine && arriving && fromOutside()) return location.replace(mine.dataset.href)
    question.hidden = !!kept() && !mine
    if (mine) mine.selected = true
    question.querySelector(".jb-ask__never").hidden = !!mine
    question.querySelector(".jb-ask__open").onclick = () => {
      const chosen = choices.find(each => each.selected)
      keep(chosen.value)
      location.assign(chosen.dataset.href)
    }
    question.querySelector(".jb-ask__never").onclick = () => {
      keep(NEVER)
      question.hidden = true
    }
  }

  const department = note => {
    const show = () => {
      const mine = kept() === note.dataset.department
      note.hidden = false
      note.querySelector(".jb-mine__says").hidden = note.querySelector(".jb-mine__leave").hidden = !mine
      note.querySelector(".jb-mine__take").hidden = mine
    }
    note.querySelector(".jb-mine__take").onclick = () => { keep(note.dataset.department); show() }
    note.querySelector(".jb-mine__leave").onclick = () => { keep(NEVER); show() }
    show()
  }

  let arriving = true
  const fit = () => {
    const question = document.querySelector(".jb-ask"), note = document.querySelector(".jb-mine")
    if (question) home(question, arriving)
    if (note) department(note)
    arriving = false
  }
  if (typeof document$ !== "undefined") document$.subscribe(fit)
  else fit()
}
