const canvas = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d');

/** How wide a text is in the font of an element, in em of that element; `scale` and `style` may differ from it. */
export function textWidth(text: string, element: Element, scale = 1, style = 'normal'): number {
  if (!canvas) return 0;
  const { fontSize, fontFamily } = getComputedStyle(element);
  const size = parseFloat(fontSize);
  canvas.font = `${style} ${size * scale}px ${fontFamily}`;
  return canvas.measureText(text).width / size;
}
