/** What people read as the product's name. */
export const productName = "Mullion";
