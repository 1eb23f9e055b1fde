using Collections.Kernel.Documents;

namespace Collections.Server.Commands;

/// <summary>Findings of documents, one line each: <c>file:line:column: error path: message [code]</c>.</summary>
internal static class FaultText
{
    public static string Of(string file, Fault fault)
    {
        var place = fault.At.Line > 0 ? $"{file}:{fault.At.Line}:{fault.At.Column}" : file;
        var severity = fault.Severity == Severity.Error ? "error" : "warning";
        return $"{place}: {severity} {(fault.Path.Length == 0 ? "/" : fault.Path)}: {fault.Message} [{fault.Code}]";
    }
}
