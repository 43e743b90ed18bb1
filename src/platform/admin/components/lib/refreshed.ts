/** An address that makes a list load anew, whatever else it says. */
export function refreshed(address: string): string {
  const [path = '', query = ''] = address.split('?', 2);
  const params = new URLSearchParams(query);
  params.set('refresh', 'true');
  return `${path}?${params.toString()}`;
}
