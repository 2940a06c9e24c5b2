package wire_test

import (
	"strings"
	"testing"

	"crmhooks/client/failure"
)

// A web page is told from other XML by what it begins with, in whatever case, and never by reading all of it.
func TestAWebPageIsToldFromOtherXML(t *testing.T) {
	long := strings.Repeat("<!-- nothing here -->\n", 1000)
	for body, want := range map[string]failure.Kind{
		"<!doctype html>": failure.HTMLAnswer,
		"<!DOCTYPE\n HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">": failure.HTMLAnswer,
		"\ufeff \r\n<HTML lang=no>":                              failure.HTMLAnswer,
		"<head>":                                                 failure.HTMLAnswer,
		"<Body bgcolor=white>":                                   failure.HTMLAnswer,
		"<title>Sign in</title>":                                 failure.HTMLAnswer,
		"<meta/>":                                                failure.HTMLAnswer,
		"<!-- <a> -- > --><!----><!doctype html>":                failure.HTMLAnswer,
		`<?xml version="1.0"?><!DOCTYPE html><html/>`:            failure.HTMLAnswer,
		`<?xml version="1.0"?>` + "\n<!-- x -->\n<html>":         failure.HTMLAnswer,
		long + "<html>":                                          failure.HTMLAnswer,
		"<html":                                                  failure.HTMLAnswer,
		"<ArrayOfWebhook><Webhook/></ArrayOfWebhook>":            failure.XMLAnswer,
		`<?xml version="1.0"?><ArrayOfWebhook/>`:                 failure.XMLAnswer,
		"<!-- <html> --><a/>":                                    failure.XMLAnswer,
		"<!DOCTYPE note SYSTEM \"html.dtd\"><note/>":             failure.XMLAnswer,
		"<htmlish/>":                                             failure.XMLAnswer,
		"<bodyguard>":                                            failure.XMLAnswer,
		"<soap:body>":                                            failure.XMLAnswer,
		"<html:html>":                                            failure.XMLAnswer,
		"<![CDATA[<html>]]>":                                     failure.XMLAnswer,
		"<":                                                      failure.XMLAnswer,
		"<!":                                                     failure.XMLAnswer,
		"<!-- never closed <html>":                               failure.XMLAnswer,
		"<?never closed <html>":                                  failure.XMLAnswer,
		strings.Repeat(long, 10) + "<html>":                      failure.XMLAnswer, // too far
		"<" + strings.Repeat("x", 100_000):                       failure.XMLAnswer,
		"<a>" + strings.Repeat("<html>", 10):                     failure.XMLAnswer,
		"<" + strings.Repeat(" ", 200_000) + "html>":             failure.XMLAnswer,
	} {
		if _, err := read(body); kind(t, err) != want {
			t.Errorf("%.60q: %v, want %s", body, err, want)
		}
	}
}
