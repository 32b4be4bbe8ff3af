// What a reader keeps: posts to read, filters to come back to. It stays in this browser; it is sent to nobody, and leaves
// only as an address or a file that the reader gives away. What it shows itself in (a dialog, buttons) is the page's.
(() => {
  const KEY = "relire.kept";
  // An address that holds a reading list: the posts' names, after this.
  const SENT = "#lire=";
  // An address is read by people and programs that cut long ones.
  const MOST_SENT = 100;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector) => [...document.querySelectorAll(selector)];
  const isOwn = (url) => typeof url === "string" && /^\/(?![/\\])/.test(url);
  const isText = (text) => typeof text === "string" && text.trim() !== "";

  /** What a text holds of what is kept: nothing foreign, nothing twice. */
  const read = (text) => {
    let found;
    try { found = JSON.parse(text); } catch { /* no such file, or an old one: nothing is kept */ }
    const list = (name) => (Array.isArray(found?.[name]) ? found[name] : []);
    const once = (all, by) => [...new Map(all.map((one) => [one[by], one])).values()];
    return {
      posts: once(list("posts").filter((post) => isText(post?.id) && isOwn(post.url) && isText(post.title)), "id")
        .map(({ id, url, title }) => ({ id, url, title })),
      filters: once(list("filters").filter((filter) => isOwn(filter?.url) && isText(filter.name)), "url")
        .map(({ url, name }) => ({ url, name })),
    };
  };
  const stored = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  let kept = read(stored());
  const keep = () => {
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* a private window keeps nothing for long */ }
    draw();
  };

  const here = () => location.pathname + location.search;
  const dialog = () => $("#shelf");
  // What lies under an open dialog is neither seen nor heard.
  let quiet;
  const say = (what) => {
    const voice = dialog()?.open ? $("[data-voice]", dialog()) : $("#voice");
    voice.textContent = $("#voice").dataset[what];
    clearTimeout(quiet);
    quiet = setTimeout(() => { voice.textContent = ""; }, 2500);
  };

  // Buttons of the page show whether what they stand for is kept.
  const press = (button, is) => {
    if (button.getAttribute("aria-pressed") !== String(is)) button.setAttribute("aria-pressed", String(is));
  };
  const mark = () => {
    const ids = new Set(kept.posts.map((post) => post.id));
    for (const button of $$("[data-keep]")) press(button, ids.has(button.dataset.keep));
    for (const button of $$("[data-keep-filter]")) press(button, kept.filters.some((filter) => filter.url === here()));
    const count = kept.posts.length + kept.filters.length;
    for (const place of $$("[data-kept-count]")) {
      const text = count ? String(count) : "";
      if (place.textContent !== text) place.textContent = text;
    }
  };

  const row = ({ url, title, name }, drop) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title ?? name;
    item.append(link);
    if (!drop) return item;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", `${dialog().dataset.drop} ${link.textContent}`);
    button.addEventListener("click", () => {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      const at = next ? [...item.parentElement.children].indexOf(item) : -1;
      const list = item.parentElement;
      drop();
      keep();
      // The focus goes to what stands where this stood.
      (at < 0 ? $("[data-close]", dialog()) : $("button", list.children[Math.min(at, list.children.length - 1)])).focus();
    });
    item.append(button);
    return item;
  };
  const draw = () => {
    mark();
    if (!dialog()) return;
    const fill = (name, all) => {
      const section = $(`[data-list=${name}]`, dialog());
      $("ul", section).replaceChildren(...all);
      $("ul", section).hidden = !all.length;
      $("p", section).hidden = !!all.length;
    };
    fill("posts", kept.posts.map((post) => row(post, () => { kept.posts = kept.posts.filter((one) => one.id !== post.id); })));
    fill("filters", kept.filters.map((filter) => row(filter, () => { kept.filters = kept.filters.filter((one) => one.url !== filter.url); })));
    for (const button of dialog().querySelectorAll("[data-send], [data-export]")) {
      button.disabled = !kept.posts.length && !(button.matches("[data-export]") && kept.filters.length);
    }
  };

  /** The title and address of the post that a button stands beside. */
  const beside = (button) => {
    const card = button.closest("article.card");
    const link = card && $("h3 a", card);
    const title = (link ?? $("main h1")).textContent.trim();
    return { id: button.dataset.keep, url: link ? link.getAttribute("href") : location.pathname, title };
  };
  const toggle = (list, by, one) => {
    const is = kept[list].some((old) => old[by] === one[by]);
    kept[list] = is ? kept[list].filter((old) => old[by] !== one[by]) : [one, ...kept[list]];
    keep();
    say(is ? "dropped" : "kept");
  };

  const send = async () => {
    const ids = kept.posts.slice(0, MOST_SENT).map((post) => encodeURIComponent(post.id));
    const url = `${location.origin}/${location.search.includes("lang=") ? `?lang=${document.documentElement.lang}` : ""}${SENT}${ids.join(",")}`;
    try {
      await navigator.clipboard.writeText(url);
      say("address");
    } catch {
      // Not allowed here: it can be copied by hand.
      const field = $("[data-sent-address]", dialog());
      field.hidden = false;
      field.value = url;
      field.select();
    }
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ relire: 1, ...kept }, null, 2)], { type: "application/json" }));
    link.download = "relire.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  /** Adds to what is kept; what was there stays first. */
  const add = ({ posts, filters }) => {
    kept = read(JSON.stringify({ posts: [...kept.posts, ...posts], filters: [...kept.filters, ...filters] }));
    keep();
  };

  // A list that came with the address: its posts are asked for by name, and shown before they are taken.
  let sent = [];
  const receive = async () => {
    if (!location.hash.startsWith(SENT) || !dialog()) return;
    const ids = location.hash.slice(SENT.length).split(",").slice(0, MOST_SENT).map((id) => {
      try { return decodeURIComponent(id); } catch { return ""; }
    });
    history.replaceState(history.state, "", here());
    const ask = async (id) => {
      const answer = await fetch(`/api/posts/${encodeURIComponent(id)}`).catch(() => undefined);
      return answer?.ok ? answer.json() : undefined;
    };
    const found = (await Promise.all([...new Set(ids)].filter((id) => id).map(ask))).filter((post) => post);
    sent = read(JSON.stringify({ posts: found })).posts;
    const section = $("[data-list=sent]", dialog());
    section.hidden = !sent.length;
    $("ul", section).replaceChildren(...sent.map((post) => row(post)));
    if (!dialog().open) dialog().showModal();
  };

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest?.(selector);
    let found;
    if ((found = on("[data-keep]"))) toggle("posts", "id", beside(found));
    else if ((found = on("[data-keep-filter]"))) {
      const names = $$("#chosen .chip button > span:first-child").map((name) => name.textContent.trim());
      toggle("filters", "url", { url: here(), name: names.join(", ") || document.title });
    } else if (on("[data-send]")) send();
    else if (on("[data-export]")) save();
    else if (on("[data-add-sent]")) {
      add({ posts: sent, filters: [] });
      $("[data-list=sent]", dialog()).hidden = true;
      $("[data-close]", dialog()).focus();
    } else if (on("#shelf a[href]")) dialog().close();
    else if (event.target === dialog()) dialog().close();
  });
  document.addEventListener("change", async (event) => {
    if (!event.target.matches("[data-import]")) return;
    const [file] = event.target.files;
    const came = read(file ? await file.text() : "");
    event.target.value = "";
    if (came.posts.length + came.filters.length) add(came);
    else say("unfit");
  });
  // Another window of the same reader.
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    kept = read(event.newValue);
    draw();
  });
  addEventListener("hashchange", receive);

  // The page changes under the buttons.
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      mark();
    });
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-keep"] });
  draw();
  receive();
})();
