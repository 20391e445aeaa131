declare module '@wasm/unspin.mjs' {
  // An import at the top would turn this file from a declaration of the module into a module of its own.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  const createModule: import('./unspin-module').CreateUnspinModule;
  export default createModule;
}
