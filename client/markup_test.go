package client_test

import (
	"context"
	"strings"
	"testing"

	"crmhooks/client"
	"crmhooks/client/webhook"
)

// A web page is told from other XML by what it begins with, in whatever case, and never by reading all of it.
func TestAWebPageIsToldFromOtherXML(t *testing.T) {
	long := strings.Repeat("<!-- nothing here -->\n", 1000)
	for body, want := range map[string]client.Kind{
		"<!doctype html>": client.HTMLAnswer,
		"<!DOCTYPE\n HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">": client.HTMLAnswer,
		"\ufeff \r\n<HTML lang=no>":                              client.HTMLAnswer,
		"<head>":                                                 client.HTMLAnswer,
		"<Body bgcolor=white>":                                   client.HTMLAnswer,
		"<title>Sign in</title>":                                 client.HTMLAnswer,
		"<meta/>":                                                client.HTMLAnswer,
		"<!-- <a> -- > --><!----><!doctype html>":                client.HTMLAnswer,
		`<?xml version="1.0"?><!DOCTYPE html><html/>`:            client.HTMLAnswer,
		`<?xml version="1.0"?>` + "\n<!-- x -->\n<html>":         client.HTMLAnswer,
		long + "<html>":                                          client.HTMLAnswer,
		"<html":                                                  client.HTMLAnswer,
		"<ArrayOfWebhook><Webhook/></ArrayOfWebhook>":            client.XMLAnswer,
		`<?xml version="1.0"?><ArrayOfWebhook/>`:                 client.XMLAnswer,
		"<!-- <html> --><a/>":                                    client.XMLAnswer,
		"<!DOCTYPE note SYSTEM \"html.dtd\"><note/>":             client.XMLAnswer,
		"<htmlish/>":                                             client.XMLAnswer,
		"<bodyguard>":                                            client.XMLAnswer,
		"<soap:body>":                                            client.XMLAnswer,
		"<html:html>":                                            client.XMLAnswer,
		"<![CDATA[<html>]]>":                                     client.XMLAnswer,
		"<":                                                      client.XMLAnswer,
		"<!":                                                     client.XMLAnswer,
		"<!-- never closed <html>":                               client.XMLAnswer,
		"<?never closed <html>":                                  client.XMLAnswer,
		strings.Repeat(long, 10) + "<html>":                      client.XMLAnswer, // too far
		"<" + strings.Repeat("x", 100_000):                       client.XMLAnswer,
		"<a>" + strings.Repeat("<html>", 10):                     client.XMLAnswer,
		"<" + strings.Repeat(" ", 200_000) + "html>":             client.XMLAnswer,
	} {
		if _, err := saved(body).List(context.Background(), webhook.Query{}); kind(t, err) != want {
			t.Errorf("%.60q: %v, want %s", body, err, want)
		}
	}
}
