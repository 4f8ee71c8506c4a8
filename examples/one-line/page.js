// Ids and codes only come with an event; the reading itself stays with the element and the encrypted store.
document.addEventListener('nelumbo-saved', ({ target }) => {
  document.getElementById('said').textContent = `${target.localName}：已保存`;
});
