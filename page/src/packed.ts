// What the one file carries besides the page itself: scripts of another type, which no browser runs.

const element = (name: string): HTMLScriptElement => document.querySelector(`script[data-packed="${name}"]`)!;

export const packed = (name: string): string => element(name).textContent ?? '';

/** Of what is packed by gzip and written in base64. */
export async function packedBytes(name: string): Promise<ArrayBuffer> {
  const text = atob(packed(name).trim());
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  element(name).remove();
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).arrayBuffer();
}

export async function packedText(name: string): Promise<string> {
  return new TextDecoder().decode(await packedBytes(name));
}
