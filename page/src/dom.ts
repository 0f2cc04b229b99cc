// Elements, made in one expression.

export type Child = Node | string | null | undefined | false;

/** An element: attributes (functions are listeners of `on...`), then what is in it. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, unknown>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value as EventListener);
    else if (key === 'class') made.className = String(value);
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter((each): each is Node | string => typeof each === 'object' ? each !== null : Boolean(each)));
  return made;
}

export function replace(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(...children.filter((each): each is Node | string =>
    typeof each === 'object' ? each !== null : Boolean(each)));
}

let last = 0;

/** An id that no other element has. */
export const unique = (stem: string): string => `${stem}-${++last}`;

/** Hands bytes over as a file. */
export function download(name: string, content: Uint8Array | string, type: string): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Asks for files; null where none is chosen. */
export function chooseFiles(accept: string, multiple = false): Promise<File[]> {
  return new Promise((resolve) => {
    const input = h('input', { type: 'file', accept, multiple });
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
