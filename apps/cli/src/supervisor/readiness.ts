/** Whether the address answers 200 now; a refused or slow connection is a no. */
export async function answersReady(url: string, signal?: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.timeout(2_000);
  try {
    const response = await fetch(url, { signal: signal === undefined ? limit : AbortSignal.any([signal, limit]) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
