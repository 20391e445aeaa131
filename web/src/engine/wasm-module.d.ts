declare module '@wasm/unspin.mjs' {
  const createModule: import('./unspin-module').CreateUnspinModule;
  export default createModule;
}
