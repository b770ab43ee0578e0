/** The id of the series of a metric: `<check>:<metric>` or `<check>:<metric>[<item>]`. */
export function seriesId(check: string, metric: string, item = ''): string {
  return `${check}:${metricKey(metric, item)}`;
}

/** How a metric is called within its check: `cpu_ratio[user]`. */
export function metricKey(metric: string, item = ''): string {
  return item === '' ? metric : `${metric}[${item}]`;
}

/** The two parts of `cpu_ratio[user]`. */
export function splitMetric(key: string): { readonly metric: string; readonly item: string } {
  const bracket = key.indexOf('[');
  if (bracket < 0 || !key.endsWith(']')) return { metric: key, item: '' };
  return { metric: key.slice(0, bracket), item: key.slice(bracket + 1, -1) };
}

const UNIT_ENDINGS = /_(seconds|ratio|bytes_per_second|per_second|bytes|days|total)$/;

/** `first_byte_seconds` is "first byte": the unit stands beside the value. */
export function metricTitle(metric: string): string {
  return metric.replace(UNIT_ENDINGS, '').replaceAll('_', ' ');
}

/** `system_monitor/checks/lan/ping@this` is "ping", group "lan", host "this". */
export function checkName(id: string): { readonly group: string; readonly name: string; readonly host: string } {
  const at = id.indexOf('@');
  const path = at < 0 ? id : id.slice(0, at);
  const steps = path.split('/');
  return { group: steps.slice(2, -1).join('/'), name: steps.at(-1) ?? id, host: at < 0 ? '' : id.slice(at + 1) };
}

/** What a line on a chart is about; `labels` are there where it is put together from several series. */
interface Named {
  readonly id?: string;
  readonly check: string;
  readonly metric: string;
  readonly item: string;
  readonly labels?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Short names for series on one chart: what all have in common is left out. */
export function seriesLabels(series: readonly Named[]): string[] {
  const differ = (pick: (each: Named) => string) => new Set(series.map(pick)).size > 1;
  const checks = differ((each) => each.check);
  const metrics = differ((each) => each.metric);
  const sameHost = !differ((each) => checkName(each.check).host);
  const sameName = !differ((each) => checkName(each.check).group + '/' + checkName(each.check).name);
  return series.map((each) => {
    if (each.labels) return combinedLabel(each.id ?? '', each.labels);
    const { name, host } = checkName(each.check);
    const words: string[] = [];
    if (checks) words.push(sameName && host !== '' ? host : sameHost || host === '' ? name : `${name}@${host}`);
    if (each.item !== '') words.push(metrics ? `${metricTitle(each.metric)} ${each.item}` : each.item);
    else if (metrics || !checks) words.push(metricTitle(each.metric));
    return words.join(' · ');
  });
}

/** What keeps the line apart, or how it is put together if nothing does: `db1 · eth0`, `sum`. */
function combinedLabel(id: string, labels: Readonly<Record<string, string | undefined>>): string {
  const word = (label: string, value: string) => {
    if (label === 'metric') return metricTitle(value);
    if (label !== 'check') return value;
    const { name, host } = checkName(value);
    return host === '' ? name : `${name}@${host}`;
  };
  const words = Object.entries(labels).flatMap(([label, value]) => (value ? [word(label, value)] : []));
  return words.length > 0 ? words.join(' · ') : id.replace(/\{.*$/s, '');
}
