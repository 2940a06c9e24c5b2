package sandbox

import "net/http"

// oddRows gives odd rows in the form of the address that is asked. The first and the last are good, so that a client can show what it keeps.
func oddRows(t *Tenant, w http.ResponseWriter, r *http.Request) {
	rows := oddUsage
	if knownPath(r) == webhookArchivePath {
		rows = oddWebhookRows
	}
	body("application/json", rows)(t, w, r)
}

// oddUsage are rows of the dynamic archive.
const oddUsage = `{"odata.metadata":"http://127.0.0.1/Cust00001/api/v1/Archive/$metadata","odata.nextLink":null,"value":[
 {"PrimaryKey":"3","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":3,"webhook_usage.total_calls":100,"webhook_usage.total_errors":2,
  "webhook_usage.consecutive_errors":0,"webhook_usage.last_error":""},
 {"PrimaryKey":"3","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":3,"webhook_usage.total_calls":7,"webhook_usage.total_errors":7,
  "webhook_usage.consecutive_errors":7,"webhook_usage.last_error":"the same row again"},
 {"PrimaryKey":4,"EntityName":null,"webhook_usage.webhook_usage_id":"4","webhook_usage.total_calls":"1200","webhook_usage.total_errors":"many",
  "webhook_usage.consecutive_errors":"2","webhook_usage.last_error":"numbers as text"},
 {"PrimaryKey":"5","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":5,"webhook_usage.total_calls":null,"webhook_usage.total_errors":null,
  "webhook_usage.consecutive_errors":null,"webhook_usage.last_error":null},
 {"PrimaryKey":"7","EntityName":"webhook_usage"},
 {"PrimaryKey":"8","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":8,"webhook_usage.total_calls":-1,"webhook_usage.total_errors":-2147483648,
  "webhook_usage.consecutive_errors":-3,"webhook_usage.last_error":"negative"},
 {"PrimaryKey":"9","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":9,"webhook_usage.total_calls":1e400,"webhook_usage.total_errors":0.5,
  "webhook_usage.consecutive_errors":99999999999999999999,"webhook_usage.last_error":{"text":"no text"}},
 {"PrimaryKey":"eleven","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":[11],"webhook_usage.total_calls":11},
 {"PrimaryKey":"4711","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":4711,"webhook_usage.total_calls":1,"webhook_usage.total_errors":1,
  "webhook_usage.consecutive_errors":1,"webhook_usage.last_error":"of a webhook that is not there"},
 "no row at all", null, [12],
 {"PrimaryKey":"14","EntityName":"\u001b[31mwebhook_usage","webhook_usage.webhook_usage_id":14,"webhook_usage.total_calls":10,"webhook_usage.total_errors":4,
  "webhook_usage.consecutive_errors":4,"webhook_usage.last_error":"\u001b]0;title\u0007\u001b[2Jred\u009b31m \u202eexe.gnp\u2066 \u001b]8;;https://evil.example.com"},
 {"PrimaryKey":"57","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":57,"webhook_usage.total_calls":18240,"webhook_usage.total_errors":31,
  "webhook_usage.consecutive_errors":9,"webhook_usage.last_error":"the last row"}
]}`

// oddWebhookRows are rows of archive/Webhook.
const oddWebhookRows = `{"odata.metadata":"http://127.0.0.1/Cust00001/api/v1/Archive/$metadata","odata.nextLink":null,"value":[
 {"PrimaryKey":"3","EntityName":"webhook","webhookId":3,"name":"ERP order sync","type":"webhook","webhookUsage/totalCalls":100,"webhookUsage/totalErrors":2,
  "webhookUsage/consecutiveErrors":0,"webhookUsage/lastError":"","webhookUsage/lastEvent":"2026-01-14T17:52:52","webhookUsage/status":1},
 {"PrimaryKey":"3","EntityName":"webhook","webhookId":3,"name":"the same row again","webhookUsage/totalCalls":7,"webhookUsage/totalErrors":7,
  "webhookUsage/consecutiveErrors":7,"webhookUsage/lastError":"the same row again","webhookUsage/lastEvent":"2026-01-14T17:52:52Z"},
 {"PrimaryKey":4,"EntityName":null,"webhookId":"4","name":["no text"],"events":["contact.created"],"eventCount":"one","webhookUsage/totalCalls":"1200",
  "webhookUsage/totalErrors":"many","webhookUsage/consecutiveErrors":"2","webhookUsage/lastError":"numbers as text","webhookUsage/lastEvent":"soon","webhookUsage/status":"ok"},
 {"PrimaryKey":"5","EntityName":"webhook","webhookId":5,"name":null,"events":null,"targetUrl":null,"type":null,"webhookUsage/totalCalls":null,
  "webhookUsage/totalErrors":null,"webhookUsage/consecutiveErrors":null,"webhookUsage/lastError":null,"webhookUsage/lastEvent":null,"webhookUsage/status":null},
 {"PrimaryKey":"7","EntityName":"webhook"},
 {"PrimaryKey":"8","EntityName":"webhook","webhookId":8,"webhookUsage/totalCalls":-1,"webhookUsage/totalErrors":-2147483648,
  "webhookUsage/consecutiveErrors":-3,"webhookUsage/lastError":"negative","webhookUsage/lastEvent":"2026-01-14T17:52:52-0500","webhookUsage/status":-1},
 {"PrimaryKey":"9","EntityName":"webhook","webhookId":9,"webhookUsage/totalCalls":1e400,"webhookUsage/totalErrors":0.5,
  "webhookUsage/consecutiveErrors":99999999999999999999,"webhookUsage/lastError":{"text":"no text"},"webhookUsage/lastEvent":1768413172,"webhookUsage/status":1e400},
 {"PrimaryKey":"eleven","EntityName":"webhook","webhookId":[11],"webhookUsage/totalCalls":11},
 {"PrimaryKey":"12","EntityName":"webhook","webhookId":13,"webhookUsage/totalCalls":12,"webhookUsage/lastEvent":"0001-01-01T00:00:00"},
 {"PrimaryKey":"4711","EntityName":"webhook","webhookId":4711,"name":"\u001b]0;title\u0007not in the list \u202egnp.exe","type":"\u001b[5mwebhook",
  "targetUrl":"https://evil.example.com/\u200b\r\nX-Injected: 1","updatedByFullName":"\u009b31mnobody","webhookUsage/totalCalls":1,"webhookUsage/totalErrors":1,
  "webhookUsage/consecutiveErrors":1,"webhookUsage/lastError":"of a webhook that is not in the list"},
 "no row at all", null, [12],
 {"PrimaryKey":"14","EntityName":"\u001b[31mwebhook","webhookId":14,"webhookUsage/totalCalls":10,"webhookUsage/totalErrors":4,
  "webhookUsage/consecutiveErrors":4,"webhookUsage/lastError":"\u001b]0;title\u0007\u001b[2Jred\u009b31m \u202eexe.gnp\u2066 \u001b]8;;https://evil.example.com"},
 {"PrimaryKey":"57","EntityName":"webhook","webhookId":57,"name":"Fjorddata middleware – firma","webhookUsage/totalCalls":18240,"webhookUsage/totalErrors":31,
  "webhookUsage/consecutiveErrors":9,"webhookUsage/lastError":"the last row","webhookUsage/lastEvent":"2026-01-13T03:11:37","webhookUsage/status":3}
]}`
