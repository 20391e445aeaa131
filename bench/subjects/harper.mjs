// harper.js, the best-known checker of the same build (WebAssembly, in the browser), with its default rules.
export async function start() {
  const { LocalLinter } = await import('harper.js');
  const { binaryInlined } = await import('harper.js/binaryInlined');
  const linter = new LocalLinter({ binary: binaryInlined });
  await linter.setup();
  return { analyse: async (text) => (await linter.lint(text, { language: 'plaintext' })).length };
}
