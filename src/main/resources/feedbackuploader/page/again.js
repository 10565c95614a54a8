// On the page that says why someone is not let in: the way to the page itself, if this browser has opened it before.

try {
  const page = localStorage.getItem("page"); // of this port alone; it opens nothing without the cookie
  if (/^\/[\w-]+\/$/.test(page)) {
    document.querySelector("a").href = page;
  }
} catch {
  // a browser that keeps nothing
}
