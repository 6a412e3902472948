// Short ways to find elements and to make them; text is only ever set as text.

export const found = (id) => document.getElementById(id);

export function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export const show = (id, shown) => {
  found(id).hidden = !shown;
};
