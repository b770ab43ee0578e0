// The system's clipboard by a button: browsers give it to keys more freely than to scripts, and without HTTPS not at all.
import { toast } from '../parts/toast.ts';

/** Puts an entry into the clipboard. @returns whether that was allowed; if not it has been said */
export async function copyEntry(yaml: string, name: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(yaml);
    toast(`Copied: ${name}`);
    return true;
  } catch {
    toast('The browser keeps its clipboard from buttons here; press Ctrl+C in the tree.', 'critical');
    return false;
  }
}

/** What is in the clipboard; empty if that is nothing, or not allowed, which has been said then. */
export async function clipboardText(): Promise<string> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    toast('The browser keeps its clipboard from buttons here; press Ctrl+V in the tree.', 'critical');
    return '';
  }
}
