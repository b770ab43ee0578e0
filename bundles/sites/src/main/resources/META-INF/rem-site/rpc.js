// What pages of packages use to call functions: <form data-rpc="name">, <button data-rpc="name"> and <… data-rpc-every="10">.
// The answer {id: text} or {id: {html}} is written into the elements of these ids and nowhere else; HTML is cleaned before.

const own = document.querySelector('script[data-rem-base]');
const base = own?.dataset.remBase ?? '/';

const ELEMENTS = new Set(['a', 'abbr', 'article', 'aside', 'b', 'blockquote', 'br', 'button', 'caption', 'code', 'col',
  'colgroup', 'dd', 'del', 'details', 'dfn', 'div', 'dl', 'dt', 'em', 'fieldset', 'figcaption', 'figure', 'footer', 'form',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'input', 'ins', 'kbd', 'label', 'legend', 'li', 'main',
  'mark', 'meter', 'nav', 'ol', 'optgroup', 'option', 'output', 'p', 'pre', 'progress', 'q', 's', 'samp', 'section',
  'select', 'small', 'span', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'textarea', 'tfoot', 'th', 'thead',
  'time', 'tr', 'u', 'ul', 'var', 'wbr']);
const ATTRIBUTES = new Set(['alt', 'checked', 'class', 'colspan', 'datetime', 'dir', 'disabled', 'for', 'height', 'hidden',
  'href', 'id', 'label', 'lang', 'max', 'min', 'multiple', 'name', 'open', 'placeholder', 'readonly', 'required', 'role',
  'rows', 'rowspan', 'scope', 'selected', 'span', 'src', 'start', 'step', 'title', 'type', 'value', 'width']);
const INPUTS = new Set(['checkbox', 'date', 'email', 'hidden', 'month', 'number', 'password', 'radio', 'range', 'search', 'tel',
  'text', 'time', 'url', 'week']);

// parsing only: what comes of it is never put into the page, only what clean() makes anew from it
const policy = globalThis.trustedTypes?.createPolicy('rem-site', { createHTML: (text) => text }) ?? { createHTML: (text) => text };

function allowed(name, attribute, value) {
  if (attribute.startsWith('aria-') || attribute.startsWith('data-')) return true;
  if (!ATTRIBUTES.has(attribute)) return false;
  if (attribute === 'href') return /^(https?:|mailto:|[/?#.]|[\w-]+([/?#]|$))/i.test(value.trim());
  if (attribute === 'src') return name === 'img' && /^(\/(?!\/)|\.|data:image\/(png|jpeg|gif|webp);)/i.test(value.trim());
  if (name === 'input' && attribute === 'type') return INPUTS.has(value.toLowerCase());
  return true;
}

/** The same tree of the elements and attributes that show something and do nothing. */
export function clean(html) {
  const made = document.createDocumentFragment();
  const copy = (from, to) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        to.append(node.data);
      } else if (node.nodeType === Node.ELEMENT_NODE && node.namespaceURI === 'http://www.w3.org/1999/xhtml') {
        const name = node.localName;
        if (!ELEMENTS.has(name)) continue;
        const element = document.createElement(name);
        for (const { name: attribute, value } of node.attributes) {
          if (allowed(name, attribute, value)) element.setAttribute(attribute, value);
        }
        copy(node, element);
        to.append(element);
      }
    }
  };
  copy(new DOMParser().parseFromString(policy.createHTML(html), 'text/html').body, made);
  return made;
}

/** Writes an answer into the page. */
export function write(answer) {
  for (const [id, value] of Object.entries(answer)) {
    const element = document.getElementById(id);
    if (!element) {
      console.warn(`The answer names the element '${id}', which the page has not.`);
    } else if (typeof value === 'string') {
      if (element.matches('input, select, textarea')) element.value = value;
      else element.textContent = value;
    } else {
      element.replaceChildren(clean(value.html));
    }
  }
}

let csrf;

/** What a session sends with changes; nothing if nobody is signed in. */
async function session() {
  if (csrf === undefined) {
    const answer = await fetch('/api/v1/session', { headers: { Accept: 'application/json' } });
    csrf = answer.ok ? (await answer.json()).csrf : '';
  }
  return csrf;
}

/** Calls a function; answers {elements} or {errors}, by field. */
export async function call(name, fields = {}) {
  if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`'${name}' is no name of a function.`);
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const token = await session();
  if (token) headers['X-REM-CSRF'] = token;
  const answer = await fetch(`${base}rpc/${name}${location.search}`, { method: 'POST', headers, body: JSON.stringify(fields) });
  const type = answer.headers.get('Content-Type') ?? '';
  const said = type.includes('json') ? await answer.json() : {};
  if (answer.ok) return { elements: said };
  if (answer.status === 422 && said.errors) return { errors: said.errors };
  if (answer.status === 403) csrf = undefined; // perhaps another session now
  return { errors: { '': said.detail ?? `The server answered ${answer.status}.` } };
}

function fieldsOf(form, submitter) {
  const fields = {};
  const add = (name, value) => {
    if (!name) return;
    fields[name] = name in fields ? [fields[name], value].flat() : value;
  };
  for (const [name, value] of new FormData(form)) add(name, typeof value === 'string' ? value : value.name);
  for (const box of form.querySelectorAll('input[type=checkbox][value=yes]')) if (!box.checked) fields[box.name] ??= 'no';
  if (submitter?.name) fields[submitter.name] = submitter.value;
  return fields;
}

/** Shows what is wrong at its field; what was typed stays as it is. */
function showErrors(form, errors) {
  for (const place of form.querySelectorAll('[data-error-for]')) {
    place.hidden = true;
    place.textContent = '';
    form.elements.namedItem(place.dataset.errorFor)?.removeAttribute?.('aria-invalid');
  }
  let first;
  const rest = [];
  for (const [field, text] of Object.entries(errors)) {
    const place = field && form.querySelector(`[data-error-for="${CSS.escape(field)}"]`);
    if (!place) {
      rest.push(field ? `${field}: ${text}` : text);
      continue;
    }
    place.textContent = text;
    place.hidden = false;
    const control = form.elements.namedItem(field);
    control?.setAttribute?.('aria-invalid', 'true');
    first ??= control;
  }
  if (rest.length > 0) {
    let place = form.querySelector('[data-error-for=""]');
    if (!place) {
      place = document.createElement('p');
      place.className = 'rem-error';
      place.dataset.errorFor = '';
      place.setAttribute('role', 'alert');
      form.prepend(place);
    }
    place.textContent = rest.join(' ');
    place.hidden = false;
  }
  first?.focus?.();
}

const running = new WeakSet();

async function run(element, name, fields, form) {
  if (running.has(element)) return;
  running.add(element);
  element.setAttribute('aria-busy', 'true');
  try {
    const { elements, errors } = await call(name, fields);
    if (form) showErrors(form, errors ?? {});
    else if (errors) console.warn(Object.values(errors).join(' '));
    if (elements) write(elements);
    element.dispatchEvent(new CustomEvent('rem-answer', { bubbles: true, detail: { elements, errors } }));
  } catch (problem) {
    if (form) showErrors(form, { '': `The server cannot be reached (${problem.message}).` });
  } finally {
    running.delete(element);
    element.removeAttribute('aria-busy');
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.dataset.rpc) return;
  event.preventDefault();
  void run(form, form.dataset.rpc, fieldsOf(form, event.submitter), form);
});

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button[data-rpc]');
  if (!button) return;
  event.preventDefault();
  const form = button.closest('form');
  void run(button, button.dataset.rpc, form ? fieldsOf(form, button) : { ...button.dataset, value: button.value }, form);
});

// <… data-rpc="name" data-rpc-every="10">: called now and every so many seconds while somebody looks
for (const element of document.querySelectorAll('[data-rpc-every]')) {
  const seconds = Math.max(1, Number(element.dataset.rpcEvery) || 10);
  const again = () => document.hidden || void run(element, element.dataset.rpc, {}, null);
  again();
  setInterval(again, seconds * 1000);
}

// <form data-url>, <details data-url id>: their state stands in the address, so a link shows the same view
const stated = (element) => element.closest?.('[data-url]');

function remember(event) {
  const element = stated(event.target);
  if (!element) return;
  const url = new URL(location.href);
  const keep = (name, value) => value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
  if (element.matches('details')) {
    keep(element.id, element.open ? 'open' : '');
  } else {
    for (const control of element.elements ?? []) {
      if (!control.name || control.type === 'password' || control.type === 'radio' && !control.checked) continue;
      keep(control.name, control.type === 'checkbox' ? control.checked ? control.value : '' : control.value);
    }
  }
  history.replaceState(null, '', url);
}

for (const element of document.querySelectorAll('[data-url]')) {
  const wanted = new URLSearchParams(location.search);
  if (element.matches('details')) {
    if (element.id && wanted.get(element.id) === 'open') element.open = true;
    element.addEventListener('toggle', remember);
    continue;
  }
  for (const control of element.elements ?? []) {
    if (!wanted.has(control.name) || control.type === 'password') continue;
    if (control.type === 'checkbox' || control.type === 'radio') control.checked = wanted.get(control.name) === control.value;
    else control.value = wanted.get(control.name);
  }
}
document.addEventListener('input', remember);
