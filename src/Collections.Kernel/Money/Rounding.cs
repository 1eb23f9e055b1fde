namespace Collections.Kernel;

/// <summary>How a fraction of a minor unit is settled. Every division of money names one.</summary>
public enum Rounding
{
    /// <summary>To the nearest; a half goes away from zero (commercial rounding).</summary>
    HalfUp,

    /// <summary>To the nearest; a half goes to the even neighbour (banker's rounding).</summary>
    HalfEven,

    /// <summary>Towards zero.</summary>
    Down,

    /// <summary>Away from zero.</summary>
    Up,
}
