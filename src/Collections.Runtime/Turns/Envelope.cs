using Collections.Kernel;

namespace Collections.Runtime.Turns;

/// <summary>A command (or, without one, just the passing of time) waiting at an entity.</summary>
internal sealed class Envelope(ICommand? command, AskOptions options)
{
    private readonly TaskCompletionSource<Answer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ICommand? Command => command;

    public AskOptions Options => options;

    public Task<Answer> Answer => _answer.Task;

    public void Reply(Answer answer) => _answer.TrySetResult(answer);

    public void Fail(Exception fault) => _answer.TrySetException(fault);
}
