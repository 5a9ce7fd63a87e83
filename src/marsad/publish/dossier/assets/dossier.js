"use strict";
// Language switch, furniture switch, filter. Whatever comes from articles is only ever set as text.
(function () {
  const root = document.documentElement;
  const keep = {
    get(key) { try { return localStorage.getItem("marsad." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("marsad." + key, value); } catch { /* private window */ } },
  };

  function asked() {
    const words = [new URLSearchParams(location.search).get("lang"), location.hash.slice(1), keep.get("language")];
    return words.find((word) => word === "ar" || word === "en") || "ar";
  }

  function speak(language) {
    root.lang = language;
    root.dir = language === "ar" ? "rtl" : "ltr";
    root.classList.add("js");
    // Some browsers keep storage apart for every file, so the choice also travels in the address.
    for (const link of document.querySelectorAll("a[href]:not([target])")) {
      const [path, anchor] = link.getAttribute("href").split("#");
      if (!path) continue;
      const query = language === "ar" ? "" : "?lang=" + language;
      link.setAttribute("href", path.split("?")[0] + query + (anchor ? "#" + anchor : ""));
    }
    for (const option of document.querySelectorAll("option[data-ar]")) {
      option.textContent = language === "ar" ? option.dataset.ar : option.dataset.en;
    }
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, "").toLowerCase()
      .replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647");
  }

  function wiredSwitch() {
    const button = document.getElementById("switch");
    button.hidden = false;
    button.addEventListener("click", () => {
      const language = root.lang === "ar" ? "en" : "ar";
      keep.set("language", language);
      const address = new URL(location.href);
      if (address.searchParams.has("lang") || address.hash === "#en" || address.hash === "#ar") {
        address.searchParams.delete("lang");
        address.hash = "";
        try { history.replaceState(null, "", address); } catch { /* not from a file */ }
      }
      speak(language);
    });
  }

  function wiredFurniture() {
    const box = document.getElementById("hide-furniture");
    if (!box) return;
    box.checked = keep.get("furniture") === "hidden";
    box.addEventListener("change", () => keep.set("furniture", box.checked ? "hidden" : "shown"));
  }

  function unfolded() {
    const id = location.hash.slice(1);
    const folded = id && document.getElementById(id)?.closest("details");
    if (!folded) return;
    folded.open = true;
    document.getElementById(id).scrollIntoView();
  }

  function matcher(form) {
    const words = fold(form.elements.text.value).split(/\s+/).filter(Boolean);
    const picked = [...form.querySelectorAll("select")].filter((select) => select.value);
    const told = [...form.querySelectorAll("input[type=search]:not([name=text])")].filter((input) => fold(input.value).trim());
    const [from, to] = ["from", "to"].map((name) => form.elements[name]?.value || "");
    const idle = !words.length && !picked.length && !told.length && !from && !to;
    const fits = (row) => picked.every((select) => row[select.name] === select.value)
      && words.every((word) => row.text.includes(word))
      && told.every((input) => fold(row[input.name]).includes(fold(input.value).trim()))
      && (!from || (row.last || row.day || "") >= from) && (!to || (row.day && row.day <= to));
    return { idle, fits };
  }

  function tell(number, more) {
    document.getElementById("found").hidden = number === null;
    document.getElementById("number").textContent = number === null ? "" : String(number);
    document.getElementById("more").hidden = !more;
  }

  function filterHere(form) {
    const rows = [...document.querySelectorAll("tr.row")].map((element) => ({
      element, ...element.dataset,
      text: fold([...element.querySelectorAll(".headline, .outlet, .spelled, .cited, .side, .where")].map((cell) => cell.textContent).join(" ")),
    }));
    return () => {
      const { idle, fits } = matcher(form);
      for (const row of rows) row.element.hidden = !fits(row);
      for (const body of document.querySelectorAll("table.rows tbody")) {
        body.hidden = !body.querySelector("tr.row:not([hidden])");
      }
      tell(idle ? null : rows.filter(fits).length, false);
    };
  }

  // What each list shows of a row that fits: where it leads, the words of the link, and those before it.
  const lists = {
    articles: ([file, day, outlet, headline, basis]) => ({
      path: "articles/" + file, name: () => headline, before: [[day, "iso"], [outlet, "outlet"]],
      outlet, basis, text: fold(headline + " " + outlet),
    }),
    entities: ([file, kind, arabic, english, spellings, articles]) => ({
      path: "entities/" + file, name: () => (root.lang === "ar" ? arabic : english), kind,
      before: [[String(articles), "iso"], [spellings, "outlet"]],
      text: fold([arabic, english, spellings].join(" ")),
    }),
    stories: ([file, days, day, name, outlets, standing]) => ({
      path: "stories/" + file, name: () => name, day, standing,
      before: [[days, "iso"], [outlets, "outlet"]], text: fold(name + " " + outlets),
    }),
    events: ([file, anchor, day, last, type, modality, party, place, words, outlet]) => ({
      path: "articles/" + file, anchor, name: () => words, day, last, type, modality, party, place,
      before: [[day, "iso"], [party, "outlet"]], text: fold([party, place, words, outlet].join(" ")),
    }),
  };

  function hit(row, base) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const query = root.lang === "ar" ? "" : "?lang=" + root.lang;
    link.setAttribute("href", base + row.path + query + (row.anchor ? "#" + row.anchor : ""));
    for (const [parent, text, name] of [...row.before.map((part) => [item, ...part]), [link, row.name(), ""]]) {
      const piece = document.createElement("bdi");
      piece.textContent = text;
      if (name) piece.className = name;
      parent.append(piece, " ");
    }
    item.append(link);
    return item;
  }

  function filterAll(form) {
    const hits = document.getElementById("hits");
    const list = document.getElementById("list");
    let rows = null;
    function show() {
      const { idle, fits } = matcher(form);
      list.hidden = !idle;
      hits.hidden = idle;
      const found = idle ? [] : rows.filter(fits);
      hits.replaceChildren(...found.slice(0, 500).map((row) => hit(row, form.dataset.root)));
      tell(idle ? null : found.length, found.length > 500);
    }
    function load() {
      rows = [];
      const script = document.createElement("script");
      const loading = document.getElementById("loading");
      loading.hidden = false;
      window.marsadRows = (all) => {
        rows = all.map(lists[form.dataset.list || "articles"]);
        loading.hidden = true;
        show();
      };
      script.src = form.dataset.rows;
      document.head.append(script);
    }
    return () => (rows === null ? load() : show());
  }

  function wiredFilter() {
    const form = document.getElementById("filter");
    if (!form) return;
    form.hidden = false;
    const apply = form.dataset.rows ? filterAll(form) : filterHere(form);
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    if (!matcher(form).idle) apply();
  }

  const language = asked();
  speak(language);
  document.addEventListener("DOMContentLoaded", () => {
    speak(language);
    wiredSwitch();
    wiredFurniture();
    wiredFilter();
    unfolded();
  });
  window.addEventListener("hashchange", unfolded);
})();
