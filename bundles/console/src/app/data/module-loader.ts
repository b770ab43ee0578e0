/** An ES module that a plugin brings, and the class of custom element that it exports. */
export interface PluginModule {
  readonly id: string;
  readonly version: string;
  /** Its address, with a fingerprint of its content. */
  readonly module: string;
  readonly export: string;
}

/** The tag under which its element is defined, or why there is none, in words. */
export type Defined = { readonly tag: string } | { readonly problem: string };

const loading = new Map<string, Promise<Defined>>();

/**
 * Loads a module once and defines its element. Each version has a tag of its own (elements cannot be defined anew), so
 * two can live on one page. What failed is tried again when it is asked for again.
 *
 * @param prefix what the tag begins with
 * @param manifest the file in the bundle that names the export
 */
export function defined(prefix: string, manifest: string, info: PluginModule): Promise<Defined> {
  let found = loading.get(info.module);
  if (!found) {
    found = define(prefix, manifest, info);
    loading.set(info.module, found);
    void found.then((result) => 'problem' in result && loading.delete(info.module));
  }
  return found;
}

async function define(prefix: string, manifest: string, { id, module, export: name }: PluginModule): Promise<Defined> {
  const tag = `${prefix}-${id}-${module.split('/').at(-2)?.toLowerCase() ?? 'x'}`;
  if (customElements.get(tag)) return { tag };
  try {
    const found = (await import(module))[name];
    if (typeof found !== 'function' || !(found.prototype instanceof HTMLElement)) {
      return { problem: `Its module exports no element class "${name}"; ${manifest} names it.` };
    }
    // a class can be defined only once: a subclass lets one class serve two tags
    customElements.define(tag, class extends found {});
    return { tag };
  } catch (failure) {
    return { problem: (failure as Error).message };
  }
}
