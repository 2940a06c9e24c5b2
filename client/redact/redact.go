// Package redact knows what must not be shown, and puts a mask in its place. What is a credential is judged by names (Name), by values (Value), by the parts
// of an address (Target) and by the words around it in a longer text (Text); what repeats a credential that is known is found by Repeats, in whatever text
// it stands. Package text has cleaned the texts before.
package redact

// Mask stands wherever a credential is. Its length says nothing about the length of what it hides.
const Mask = "********"
