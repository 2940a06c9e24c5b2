package webhook

import "strings"

// Fields is a set of the members that the vendor documents for a webhook.
type Fields uint32

// The members of a webhook: those of the vendor's page in its order, then those that answers have since 12.0.
const (
	FieldID Fields = 1 << iota
	FieldName
	FieldEvents
	FieldTargetURL
	FieldSecret
	FieldState
	FieldType
	FieldHeaders
	FieldProperties
	FieldRegistered
	FieldRegisteredAssociate
	FieldUpdated
	FieldUpdatedAssociate
	FieldErrorsEmail
	FieldDescription
	FieldErrorEmails
	FieldErrorAssociates
	FieldNotifyVia
	FieldNotifyWhen
	FieldTotalCalls
	FieldTotalErrors
	FieldConsecutiveErrors
	FieldLastError

	// AllFields is what an answer can hold without $select.
	AllFields Fields = 1<<iota - 1
	// PageFields are those that every version has.
	PageFields = FieldDescription - 1
)

// fieldNames holds the wire name of each field, in the order of the constants above.
var fieldNames = [...]string{
	"WebhookId", "Name", "Events", "TargetUrl", "Secret", "State", "Type", "Headers", "Properties",
	"Registered", "RegisteredAssociate", "Updated", "UpdatedAssociate", "ErrorsEmail",
	"Description", "ErrorEmails", "ErrorAssociates", "NotifyVia", "NotifyWhen", "TotalCalls", "TotalErrors", "ConsecutiveErrors", "LastError",
}

// Has reports whether every field of g is in f.
func (f Fields) Has(g Fields) bool { return f&g == g }

// Names returns the wire names of the fields, in the order above.
func (f Fields) Names() []string {
	var names []string
	for i, name := range fieldNames {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// FieldsOf is the set of fields that paths for $select ask for; nil asks for all of them. WebhookId and State always come with the others.
func FieldsOf(paths []string) Fields {
	if paths == nil {
		return AllFields
	}
	fields := FieldID | FieldState
	for _, path := range paths {
		fields |= FieldByName(strings.TrimSpace(path))
	}
	return fields
}

// FieldByName returns the field with this wire name, in any case, or 0. A nested path such as
// RegisteredAssociate/FullName counts as its first part.
func FieldByName(path string) Fields {
	head, _, _ := strings.Cut(path, "/")
	for i, name := range fieldNames {
		if strings.EqualFold(name, head) {
			return 1 << i
		}
	}
	return 0
}

// OtherAppMember is the member of a list that we saved which marks another application's webhook. The vendor's answers have no such member.
const OtherAppMember = "other_application"
