using System.Text.Json.Nodes;

namespace Collections.Simulation.Calc;

/// <summary>Works the cases of one list of a file of rule cases.</summary>
internal interface ICalculator
{
    /// <summary>The key of the list it works.</summary>
    string List { get; }

    /// <summary>
    /// The keys of a case that it reads; every other key but <c>id</c>, <c>src</c>, <c>ref</c> and <c>note</c> is an
    /// expectation.
    /// </summary>
    IReadOnlySet<string> Inputs { get; }

    /// <summary>
    /// What comes out, by the key under which it is expected. An expectation without a value is a miss.
    /// </summary>
    /// <exception cref="MalformedCaseException">The case cannot be understood.</exception>
    JsonObject Work(CalcCase each);
}

/// <summary>A case that its calculator cannot understand.</summary>
/// <param name="path">Where in the case, e.g. <c>/at</c>.</param>
/// <param name="message">What is wrong and what is expected.</param>
public sealed class MalformedCaseException(string path, string message) : Exception(message)
{
    /// <summary>Where in the case.</summary>
    public string Path { get; } = path;
}
