import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '@redeye/host';
import type { Path } from './draft.ts';
import { editorAddress } from './outline.ts';

/**
 * Where one is: `test.yaml › jobs › tester › tester2`, each step a link; where an imported file begins, it is named.
 *
 * @param files for each step the imported file that it stands in
 */
export function crumbs(name: string, file: string, path: Path, files: readonly (string | undefined)[] = []): TemplateResult {
  const steps = [{ words: file, href: editorAddress(name) }, ...path.map((key, index) => ({ words: typeof key === 'number' ? `${key + 1}.` : key, href: editorAddress(name, path.slice(0, index + 1)) }))];
  return html`<h1 class="visually-hidden">Edit ${file}</h1><nav class="crumbs" aria-label="Where"><ol>
    <li><a href=${`/_/packages/${encodeURIComponent(name)}`} title="The package, its history and state">${icon('packages')}<span class="visually-hidden">Package ${name}</span></a></li>
    ${steps.map(({ words, href }, index) => html`${index > 0 && files[index - 1] !== undefined && files[index - 1] !== files[index - 2] ? html`<li class="file" title="From here on in this file">${files[index - 1]}</li>` : nothing}<li><a href=${href} aria-current=${index === steps.length - 1 ? 'location' : nothing}>${words}</a></li>`)}</ol></nav>`;
}
